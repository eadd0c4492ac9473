using Sintropia.Deployment.Tests.Rendering;

namespace Sintropia.Deployment.Tests.Images;

public sealed class ImageRuleTests
{
    [Fact]
    public void Images_are_pinned_to_a_version() => Spoiled.IsNowhere(ImageRule.Violations);

    [Theory]
    [InlineData("grafana/grafana", "has no tag of a version")]
    [InlineData("grafana/grafana:latest", "has no tag of a version")]
    [InlineData("grafana/grafana:12", "has no tag of a version")]
    public void An_image_that_may_change_is_red(string image, string said) =>
        Spoiled.IsRed(ImageRule.Violations, said, c => c.Get("Deployment", "grafana").Put("spec/template/spec/containers/0/image", image));

    [Theory]
    [InlineData("sintropia/silo:0.0.9", "is not of version")]
    [InlineData("sintropia/silos:0.1.0", "is no image of the silo")]
    public void A_silo_of_another_version_or_name_is_red(string image, string said) => Spoiled.IsRed(ImageRule.Violations, said, c => new Workload(c.Get("StatefulSet", "cells")).Silo["image"] = image);
}
