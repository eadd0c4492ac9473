using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Scenarios.Plans;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Scenarios.Tests.Presets;

/// <summary>Sixty days of each tissue that Sintropia ships. Tested is what emerges (births, the fading of labelled cells, recovery), not the number that it was set to.</summary>
public sealed class HomeostasisTests
{
    [Theory]
    [InlineData("small-intestine", "villus", 5.3, 4)]
    [InlineData("epidermis", "keratinocyte", 31, 16)]
    [InlineData("neutrophils", "neutrophil", 6.6, 1)]
    [InlineData("marrow", "neutrophil", 6.6, 1)]
    public void Births_balance_deaths_at_number_over_lifespan_and_labelled_cells_fade_by_it(string preset, string type, double lifespan, int stages)
    {
        // Four bodies, since the stem cells of one sample are few and their number wanders over weeks.
        var (births, deaths, cellDays, labelled, left) = (0L, 0L, 0.0, 0, 0);
        for (var seed = 60; seed < 64; seed++)
        {
            var organism = Found(preset, "[]", seed: seed);
            var number = organism.Plan.CellTypes.ToList().FindIndex(t => t.Name == type);
            Live(organism, 25);
            var marked = organism.Census().Where(c => c.Cell.Type == number && c.Cell.Phase.IsLiving()).Select(c => c.Cell.Id).ToHashSet();
            var (before, dead) = (Count(organism, number), Deaths(organism, number));
            labelled += marked.Count;
            while (!organism.IsComplete)
            {
                organism.Advance();
                cellDays += Count(organism, number) * organism.Plan.Tick / 24;
                if (Math.Abs(organism.Time - (25 + lifespan / 2) * 24) < organism.Plan.Tick * 0.501) left += organism.Census().Count(c => c.Cell.Phase.IsLiving() && marked.Remove(c.Cell.Id));
            }

            deaths += Deaths(organism, number) - dead;
            births += Deaths(organism, number) - dead + Count(organism, number) - before;
            Assert.InRange(Count(organism, number), 0.6 * before, 1.6 * before);
        }

        Assert.Equal(cellDays / lifespan, births, 0.08 * births);
        Assert.Equal(cellDays / lifespan, deaths, 0.08 * deaths);
        var share = Fading(lifespan / 2, lifespan, stages);
        Assert.Equal(share, left / (double)labelled, 0.05 + 4 * Math.Sqrt(share * (1 - share) / labelled));
    }

    [Theory]
    [InlineData("small-intestine", "villus", 5.3, 4)]
    [InlineData("neutrophils", "neutrophil", 6.6, 1)]
    [InlineData("marrow", "neutrophil", 6.6, 1)]
    public void Nine_in_ten_killed_are_back_when_those_that_are_missing_would_have_died(string preset, string type, double lifespan, int stages)
    {
        var organism = Found(preset, "[ { compound: toxin, dose: 1 uM, from: 20 d, for: 30 min, target: { cell_type: " + type + ", fraction: 90 % } } ]", type);
        var number = organism.Plan.CellTypes.ToList().FindIndex(t => t.Name == type);
        var untouched = Found(preset, "[]", type);
        Live(organism, 20 + 2.0 / 24);
        Live(untouched, 20 + 2.0 / 24);
        Assert.InRange(Count(organism, number), 0.06 * Count(untouched, number), 0.14 * Count(untouched, number));

        // Production goes on, so what is missing fades as the killed would have: back to nine tenths of the untouched when a ninth of them would be left.
        double low = 0, high = 100;
        while (high - low > 1e-6)
            if (Fading((low + high) / 2, lifespan, stages) > 1 / 9.0) low = (low + high) / 2;
            else high = (low + high) / 2;
        while (!organism.IsComplete && Count(organism, number) < 0.9 * Count(untouched, number))
        {
            organism.Advance();
            untouched.Advance();
        }

        Assert.InRange(organism.Time / 24 - 20, 0.8 * low, 1.2 * low);
    }

    [Fact]
    public void Stem_cells_come_back_as_well()
    {
        var organism = Found("small-intestine", "[ { compound: toxin, dose: 1 uM, from: 10 d, for: 30 min, target: { fraction: 90 % } } ]", "intestinal-stem");
        var number = organism.Plan.CellTypes.ToList().FindIndex(t => t.Name == "intestinal-stem");
        Live(organism, 10);
        var before = Count(organism, number);
        Live(organism, 10 + 2.0 / 24);
        Assert.InRange(Count(organism, number), 0, 0.3 * before);
        Live(organism, 25);

        Assert.InRange(Count(organism, number), 0.7 * before, 1.4 * before);
    }

    /// <summary>Share of cells of all ages that live for some days more: ∫ of the Erlang survival from there on, over the mean.</summary>
    private static double Fading(double days, double mean, int stages)
    {
        var (x, term, sum, left) = (days * stages / mean, 1.0, 0.0, 0.0);
        for (var i = 0; i < stages; i++)
        {
            sum += term;
            left += sum;
            term *= x / (i + 1);
        }

        return Math.Exp(-x) * left / stages;
    }

    private static Organism Found(string preset, string interventions, string kills = "", int seed = 60)
    {
        var scenario = Valid.Parse($$"""
            format: 1
            seed: {{seed}}
            duration: 60 d
            lineage: none
            compounds: { toxin: { unit: uM, effects: [ { harms: apoptosis, ideal: true, maximum: 40 per h{{(kills.Length > 0 ? $", cell_types: {kills}" : "")}} } ] } }
            organism: { body: reference-male }
            tissues: { it: { preset: {{preset}} }{{(preset == "marrow" ? ", cells: { preset: circulating-neutrophils }" : "")}} }
            interventions: {{interventions}}
            """);
        return Organism.Found(ScenarioPlans.Compile(scenario, "only", 1), new() { Threads = 2 });
    }

    private static void Live(Organism organism, double days)
    {
        while (!organism.IsComplete && organism.Time < days * 24) organism.Advance();
    }

    private static long Count(Organism organism, int type)
    {
        return organism.Tissues.Select(t => t.CountByPhase()).Sum(counts => Enumerable.Range(0, (int)Phase.Apoptotic).Sum(phase => counts[type * Phases.Count + phase]));
    }

    private static long Deaths(Organism organism, int type) => organism.Tissues.Sum(t => t.CountEvents()[type * CellEvents.Count + (int)CellEvent.Apoptosis]);
}
