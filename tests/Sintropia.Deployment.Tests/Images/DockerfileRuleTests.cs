using Sintropia.Deployment.Tests.Rendering;

namespace Sintropia.Deployment.Tests.Images;

public sealed class DockerfileRuleTests
{
    private const string Cpu = "silo/Dockerfile", Cuda = "silo/Dockerfile.cuda";

    [Theory]
    [InlineData(Cpu)]
    [InlineData(Cuda)]
    public void An_image_is_what_the_manifests_take_it_for(string path) => Assert.Empty(DockerfileRule.Violations(Repository.Read(path)));

    [Fact]
    public void Pods_run_as_the_user_of_the_image() =>
        Assert.All(Cluster.Overlays.SelectMany(o => new Cluster(o).Silos), silo => Assert.Equal(DockerfileRule.User, silo.Pod.Text("securityContext/runAsUser")));

    [Fact]
    public void Both_images_are_of_one_version_of_NET() => Assert.Equal(Versions(Cpu), Versions(Cuda));

    [Theory]
    [InlineData("ARG RUNTIME=10.0.12", "ARG RUNTIME=10.0", "is not pinned")]
    [InlineData("${SDK}-noble", "latest", "is not pinned")]
    [InlineData("USER 1654", "USER root", "USER is root")]
    [InlineData("USER 1654", "", "USER is not set")]
    [InlineData("EXPOSE 8080 8081 11111", "EXPOSE 8080 11111", "EXPOSE says 11111 8080")]
    [InlineData("ENTRYPOINT [\"dotnet\", \"Sintropia.Silo.dll\"]", "ENTRYPOINT dotnet Sintropia.Silo.dll", "by way of a shell")]
    [InlineData("ARG NODE", "ARG NUGET_TOKEN=\nARG NODE", "ARG NUGET_TOKEN would keep a secret")]
    [InlineData("Storage__DataFolder=/data", "Silo__ConnectionString=Host=a", "would keep a secret")]
    [InlineData("Storage__DataFolder=/data", "Storage__Folder=/data", "Storage:Folder is no setting")]
    [InlineData("COPY --from=build", "COPY --from=builder", "there is no stage builder")]
    [InlineData("COPY . .", "ADD https://example.org/source.tar.gz .", "fetch nothing")]
    public void A_spoiled_Dockerfile_is_red(string text, string instead, string said)
    {
        var whole = Repository.Read(Cpu);
        Assert.Contains(text, whole, StringComparison.Ordinal);

        Assert.Contains(DockerfileRule.Violations(whole.Replace(text, instead, StringComparison.Ordinal)), complaint => complaint.Contains(said, StringComparison.Ordinal));
    }

    [Fact]
    public void A_single_stage_is_red() => Assert.Contains(DockerfileRule.Violations("FROM a:1.2.3\nUSER 1654"), complaint => complaint.Contains("one stage", StringComparison.Ordinal));

    private static IEnumerable<string> Versions(string path) => Repository.Read(path).Split('\n').Where(l => l.StartsWith("ARG SDK", StringComparison.Ordinal) || l.StartsWith("ARG RUNTIME", StringComparison.Ordinal));
}
