using System.Globalization;
using Sintropia.Design.Trials;
using Sintropia.Evaluation.Assays;
using Sintropia.Evaluation.Combinations;
using Sintropia.Scenarios.Quantities;

namespace Sintropia.Design.Combinations;

/// <summary>Every pair of some drugs at every pair of their doses, in simulated cultures that share draws.</summary>
/// <param name="Scenario">The scenario's file, with the dose of each drug in it.</param>
/// <param name="Condition">Its condition; null for the only one.</param>
/// <param name="Drugs">The drugs, two or more.</param>
/// <param name="Readout">What is counted.</param>
/// <param name="Replicates">Cultures of each pair of doses.</param>
public sealed record CultureScreen(string Scenario, string? Condition, IReadOnlyList<ScreenedDrug> Drugs, Readout Readout, int Replicates)
{
    /// <summary>Carries it out. Doses are in the unit of each drug's second dose.</summary>
    /// <param name="threads">Cultures at a time; 0 for all processors. The result does not depend on it.</param>
    /// <param name="folder">Where what is done is kept; null to keep nothing.</param>
    /// <param name="report">Told how many pairs of drugs are done, of how many.</param>
    /// <param name="stop">Ends it; what is done is kept.</param>
    /// <returns>A matrix for each pair of drugs; responses are counts.</returns>
    /// <exception cref="DesignException">A dose is no quantity, or the scenario does not suit.</exception>
    public IReadOnlyList<CombinationMatrix> Run(int threads = 0, string? folder = null, Action<int, int>? report = null, CancellationToken stop = default)
    {
        var scenario = TrialScenario.Load(Scenario, [.. Drugs.Select(d => d.At)], [Readout]);
        if (Condition is null && scenario.Scenario.Conditions.Count != 1) throw new DesignException($"{Scenario}: there are the conditions {string.Join(", ", scenario.Scenario.Conditions.Select(c => c.Name))}. Say which is screened, as 'condition: {scenario.Scenario.Conditions[^1].Name}'.");
        var condition = Condition ?? scenario.Scenario.Conditions[0].Name;
        scenario.Needs(condition, "condition");
        double[][] doses = [.. Drugs.Select(Numbers)];
        using var board = new TrialBoard(scenario, threads, folder);
        var (matrices, pairs) = (new List<CombinationMatrix>(), Drugs.Count * (Drugs.Count - 1) / 2);
        for (var a = 0; a < Drugs.Count; a++)
            for (var b = a + 1; b < Drugs.Count; b++)
            {
                var trials = new List<(Trial Trial, double A, double B)>();
                for (var i = 0; i < doses[a].Length; i++)
                    for (var j = 0; j < doses[b].Length; j++)
                    {
                        string[] values = [.. Drugs.Select((d, k) => d.Doses[k == a ? i : k == b ? j : 0])];
                        trials.AddRange(Enumerable.Range(1, Replicates).Select(r => (new Trial(values, condition, r), doses[a][i], doses[b][j])));
                    }

                var found = board.Of([.. trials.Select(t => t.Trial)], stop);
                matrices.Add(new("", Drugs[a].Name, Drugs[b].Name, [.. trials.Select((t, i) => new CombinationWell(t.A, t.B, found[i][0]))]));
                report?.Invoke(matrices.Count, pairs);
            }

        return matrices;
    }

    private static double[] Numbers(ScreenedDrug drug)
    {
        var read = new Quantity[drug.Doses.Count];
        for (var i = 0; i < read.Length; i++)
            if (!Quantity.TryParse(drug.Doses[i], Enum.GetValues<Dimension>(), out read[i], out var problem, out _)) throw new DesignException($"A dose of '{drug.Name}' cannot be read: {problem}.");
        var unit = read[1].Unit;
        if (read.Any(q => q.Unit.Dimension != unit.Dimension)) throw new DesignException($"Doses of '{drug.Name}' measure different things: {string.Join(", ", drug.Doses)}. Write all in one unit.");
        if (read[0].Number != 0) throw new DesignException($"The first dose of '{drug.Name}' is {drug.Doses[0]}. It has to be none, as '0 {unit.Symbol}', since cultures without a drug are what its effect is told by.");
        // Fifteen digits: 0.1 uM is 100 nM and not its neighbour.
        return [.. read.Select(q => double.Parse(q.In(unit).ToString("G15", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture))];
    }
}
