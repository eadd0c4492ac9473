using Sintropia.Architecture.Tests.Projects;

namespace Sintropia.Architecture.Tests.Laws;

public sealed class LawTests
{
    [Fact]
    public void Laws_are_pure()
    {
        var laws = CompiledAssembly.OfTheHouse.Where(a => House.Find(a.Name) is { Row: 1 }).ToList();

        Assert.Contains(laws, a => a.Name == "Biology");
        Complaint.None(laws.SelectMany(PurityRule.Violations));
    }

    [Fact]
    public void Laws_and_the_engine_that_applies_them_give_the_same_bits_everywhere()
    {
        var held = CompiledAssembly.OfTheHouse.Where(a => a.Name is "Simulation" or "Predictors" || House.Find(a.Name) is { Row: 1 }).ToList();

        Assert.Contains(held, a => a.Name == "Simulation");
        Assert.Contains(held, a => a.Name == "Predictors");
        Complaint.None(held.SelectMany(a => SameBitsRule.Violations(a.Uses)));
    }
}
