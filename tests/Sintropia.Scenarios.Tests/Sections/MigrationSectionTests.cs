using Sintropia.Scenarios.Plans;
using Sintropia.Scenarios.Provenance;

namespace Sintropia.Scenarios.Tests.Sections;

public sealed class MigrationSectionTests
{
    private const string Trafficking = """
        format: 1
        seed: 1
        duration: 10 d
        organism: { body: reference-male }
        cell_types:
          stem: { cycle: { G1: 10 h, S: 8 h }, hierarchy: { rounds: 3, then: white } }
          white: { lifespan: { exponential: 6.6 d } }
        compounds:
          drug: { unit: uM, effects: [ { slows: G1, ec50: 100 nM } ], circulation: { molar_mass: 400 g/mol, unbound: 20 %, log_p: 2 } }
        tissues:
          marrow:
            organ: bone
            scale: 1e6
            migration:
              - { type: white, to: blood }
              - { type: stem, to: cells, rate: 0.01 per h }
            populations: [ { type: stem, cells: 400 cells } ]
          cells: { organ: blood, scale: 1e6, populations: [ { type: white, cells: 300 cells } ] }
        interventions:
          - { compound: drug, dose: 100 mg iv, from: 1 h, every: 24 h, hold_while: white < 1e9/L }
        """;

    [Fact]
    public void Ways_become_types_tissues_and_rates()
    {
        var plan = ScenarioPlans.Compile(Valid.Parse(Trafficking), "only", 1);

        Assert.Equal([(1, 1, double.PositiveInfinity), (0, 1, 0.01)], plan.Tissues[0].Migrations.Select(m => (m.Type, m.To, m.Rate)));
        Assert.Empty(plan.Tissues[1].Migrations);
    }

    [Fact]
    public void A_tissue_holds_what_comes_into_it_and_what_becomes_of_that()
    {
        var scenario = Valid.Parse(Trafficking);

        Assert.Equal(["stem", "white"], scenario.TypesIn(scenario.Tissues[0]));
        Assert.Equal(["stem", "white"], scenario.TypesIn(scenario.Tissues[1]).Order());
    }

    [Fact]
    public void Explain_says_who_goes_where()
    {
        var text = Explanation.Of(Valid.Parse(Trafficking));

        Assert.Contains("its cells of type white go to cells, all that are there at the end of a tick.", text);
        Assert.Contains("its cells of type stem go to cells, at 0.01 per h.", text);
        Assert.Contains("cells go from tissue to tissue between two ticks", text);
    }

    [Theory]
    [InlineData("{ type: white, to: blood }", "{ type: whit, to: blood }", 15, "did you mean 'white'")]
    [InlineData("{ type: white, to: blood }", "{ type: white, to: blod }", 15, "did you mean 'blood'")]
    [InlineData("{ type: white, to: blood }", "{ type: white, to: marrow }", 15, "are there already")]
    [InlineData("{ type: white, to: blood }", "{ type: white }", 15, "needs 'to'")]
    [InlineData("rate: 0.01 per h", "rate: 0 per h", 16, "above 0")]
    [InlineData("rate: 0.01 per h", "rate: 3 h", 16, "a rate")]
    [InlineData("type: stem, to: cells", "type: white, to: cells", 16, "a way out of 'marrow' already")]
    [InlineData("organ: blood, scale: 1e6", "organ: blood, scale: 2e6", 15, "would appear or vanish")]
    public void Impossible_ways_are_refused_with_line_and_value(string good, string bad, int line, string said)
    {
        Assert.Contains(good, Trafficking);
        var problems = Valid.Problems(Trafficking.ReplaceLineEndings("\n").Replace(good, bad));

        Assert.True(problems.Any(p => p.Line == line && p.ToString().Contains(said, StringComparison.Ordinal)), string.Join('\n', problems));
    }
}
