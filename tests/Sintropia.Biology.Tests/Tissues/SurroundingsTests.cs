using Sintropia.Biology.Tissues;

namespace Sintropia.Biology.Tests.Tissues;

public sealed class SurroundingsTests
{
    [Fact]
    public void Groups_are_numbered_as_they_come_and_found_by_type_and_subset()
    {
        var surroundings = new Surroundings(3);
        var here = new Microenvironment(0);

        Assert.Equal(-1, surroundings.Group(2, 5));
        Assert.Equal(0, surroundings.Add(0, 0, new(0)));
        Assert.Equal(1, surroundings.Add(2, 5, here));
        Assert.Equal(1, surroundings.Group(2, 5));
        Assert.Equal((2, 5), surroundings.Key(1));
        Assert.Same(here, surroundings.Of(1));
        Assert.Equal(2, surroundings.Count);
    }

    [Fact]
    public void A_group_is_made_once()
    {
        var surroundings = new Surroundings(3);
        surroundings.Add(2, 5, new(0));

        Assert.Contains("Cells of type 2 and subset 5 have a microenvironment already.", Assert.Throws<InvalidOperationException>(() => surroundings.Add(2, 5, new(0))).Message);
    }
}
