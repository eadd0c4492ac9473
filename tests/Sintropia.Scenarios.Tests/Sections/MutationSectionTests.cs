using Sintropia.Scenarios.Plans;
using Sintropia.Scenarios.Provenance;

namespace Sintropia.Scenarios.Tests.Sections;

public sealed class MutationSectionTests
{
    private const string Mutating = """
        format: 1
        seed: 1
        duration: 96 h
        cell_types:
          wild:
            cycle: { G1: { erlang: 11 h, stages: 4 }, S: 8 h, G2: 4 h, M: 1 h }
            hazards: [ { outcome: apoptosis, rate: 0.003 per h } ]
            mutations: [ { to: resistant, probability: 0.01 % } ]
          resistant:
            like: wild
            lacks: [RB1]
            cycle: { G1: 15 h }
        compounds:
          drug: { unit: uM, effects: [ { holds: G1, ec50: 100 nM, requires: RB1 } ] }
        tissues:
          dish:
            populations:
              - { type: wild, cells: 500 cells, mutants: [ { to: resistant, probability: 2 % } ] }
        interventions:
          - { compound: drug, dose: 1 uM, from: 24 h }
        """;

    [Fact]
    public void Mutations_become_types_and_probabilities()
    {
        var plan = ScenarioPlans.Compile(Valid.Parse(Mutating), "only", 1);

        Assert.Equal([(1, 0.0001)], plan.CellTypes[0].Mutations.Select(m => (m.To, m.Probability)));
        Assert.Equal([(1, 0.02)], plan.Tissues[0].Populations[0].Mutants.Select(m => (m.To, m.Probability)));
    }

    [Fact]
    public void A_type_that_is_like_another_has_its_numbers_but_for_what_it_says_itself()
    {
        var types = Valid.Parse(Mutating).CellTypes;

        Assert.Equal(15, types[1].Law.Cycle!.Law(Biology.Cycle.Phase.G1).Mean);
        Assert.Equal(8, types[1].Law.Cycle!.Law(Biology.Cycle.Phase.S).Mean);
        Assert.Equal(0.003, Assert.Single(types[1].Law.Hazards).Rate);
        Assert.Empty(types[1].Mutations); // mutants do not mutate again
        Assert.Equal(["RB1"], types[1].Lacks);
        Assert.Equal(["wild", "resistant"], Valid.Parse(Mutating).TypesIn(Valid.Parse(Mutating).Tissues[0]));
    }

    [Fact]
    public void Explain_says_what_mutates() => Assert.Contains("a newborn mutates into resistant with a probability of 1e-4", Explanation.Of(Valid.Parse(Mutating)));

    [Theory]
    [InlineData("to: resistant, probability: 0.01 %", "to: resitant, probability: 0.01 %", 8, "did you mean 'resistant'")]
    [InlineData("to: resistant, probability: 0.01 %", "to: wild, probability: 0.01 %", 8, "cannot mutate into what they are")]
    [InlineData("to: resistant, probability: 0.01 %", "to: resistant, probability: 0 %", 8, "above 0")]
    [InlineData("to: resistant, probability: 0.01 %", "to: resistant, probability: 101 %", 8, "'101 %' cannot be")]
    [InlineData("to: resistant, probability: 0.01 %", "to: resistant", 8, "needs 'probability'")]
    [InlineData("[ { to: resistant, probability: 0.01 % } ]", "[ { to: resistant, probability: 60 % }, { to: resistant, probability: 50 % } ]", 8, "sum to 110 %")]
    [InlineData("to: resistant, probability: 2 %", "to: resitant, probability: 2 %", 18, "did you mean 'resistant'")]
    [InlineData("like: wild", "like: wilt", 10, "did you mean 'wild'")]
    [InlineData("like: wild", "like: resistant", 10, "No cell type 'resistant' stands above")]
    [InlineData("like: wild", "like: wild\n    preset: typical-human", 10, "not from both")]
    public void Impossible_mutations_are_refused_with_line_and_value(string good, string bad, int line, string said)
    {
        Assert.Contains(good, Mutating);
        var problems = Valid.Problems(Mutating.ReplaceLineEndings("\n").Replace(good, bad));

        Assert.Contains(problems, p => p.Line == line && p.ToString().Contains(said, StringComparison.Ordinal));
    }

    [Fact]
    public void Types_that_no_division_makes_cannot_mutate()
    {
        var text = Mutating.ReplaceLineEndings("\n").Replace("cycle: { G1: { erlang: 11 h, stages: 4 }, S: 8 h, G2: 4 h, M: 1 h }", "lifespan: 5 d").Replace("cycle: { G1: 15 h }", "cycle: { G1: 15 h, S: 8 h }");

        Assert.Contains(Valid.Problems(text), p => p.What.Contains("none of them mutates", StringComparison.Ordinal));
    }
}
