using Sintropia.Biology.Cells;
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

    [Fact]
    public void One_cell_is_chosen_whatever_is_drawn_and_no_other()
    {
        var (one, other) = (CellId.Founder(0, 3), CellId.Founder(0, 4));
        var target = new Target(Cell: one);

        Assert.True(target.IsPartial);
        Assert.True(target.Chooses(one, 0.999));
        Assert.False(target.Chooses(other, 0));
        Assert.Contains("Leave the fraction out", Assert.Throws<ArgumentException>(() => new Target(Fraction: 0.5, Cell: one)).Message);
    }

    [Fact]
    public void A_fraction_is_chosen_by_the_draw()
    {
        var target = new Target(Fraction: 0.3);

        Assert.True(target.IsPartial);
        Assert.True(target.Chooses(CellId.Founder(0, 3), 0.299));
        Assert.False(target.Chooses(CellId.Founder(0, 3), 0.3));
        Assert.False(Target.Organism.IsPartial);
    }
}
