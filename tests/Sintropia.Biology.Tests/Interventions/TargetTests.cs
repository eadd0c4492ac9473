using Sintropia.Biology.Interventions;

namespace Sintropia.Biology.Tests.Interventions;

public sealed class TargetTests
{
    [Fact]
    public void What_is_not_named_is_reached()
    {
        Assert.True(Target.Organism.Reaches("liver", "lobule"));
        Assert.True(Target.Organism.Reaches("hepatocyte"));
        Assert.Equal(1, Target.Organism.Fraction);
    }

    [Fact]
    public void What_is_named_is_reached_alone()
    {
        var target = new Target(Organ: "liver", Tissue: "lobule", CellType: "hepatocyte");

        Assert.True(target.Reaches("liver", "lobule"));
        Assert.False(target.Reaches("liver", "duct"));
        Assert.False(target.Reaches("lung", "lobule"));
        Assert.True(target.Reaches("hepatocyte"));
        Assert.False(target.Reaches("Kupffer cell"));
    }
}
