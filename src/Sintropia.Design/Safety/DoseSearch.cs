using Sintropia.Design.Trials;

namespace Sintropia.Design.Safety;

/// <summary>Finds the dose at which an endpoint is reached, replicate by replicate, by bisection of the logarithm. All doses of a replicate share draws, so the answer hardly jumps from dose to dose.</summary>
/// <remarks>A bisection needs an endpoint that falls with dose; where it does not, it finds one of the doses at which it is crossed. What was simulated for one endpoint serves the others.</remarks>
public static class DoseSearch
{
    /// <summary>Searches for all endpoints of one variant.</summary>
    /// <param name="task">What is sought.</param>
    /// <param name="board">Where trials are carried out; its readouts are those of the endpoints.</param>
    /// <param name="values">Values of all places of the scenario at a dose, given as it is written.</param>
    /// <param name="stop">Ends it.</param>
    public static IReadOnlyList<SoughtDose> Run(SafetyTask task, TrialBoard board, Func<string, IReadOnlyList<string>> values, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(board);
        ArgumentNullException.ThrowIfNull(values);
        int endpoints = task.Endpoints.Count, count = endpoints * task.Replicates;
        var untreated = board.Of([.. Enumerable.Range(1, task.Replicates).Select(r => new Trial(values(task.Dose.Text(task.Dose.From)), task.Untreated, r))], stop);
        double[] low = [.. Enumerable.Repeat(Math.Log(task.Dose.From), count)], high = [.. Enumerable.Repeat(Math.Log(task.Dose.To), count)];

        // All searches step together, so each step is one batch of trials.
        double[] Left(double[] at)
        {
            var found = board.Of([.. Enumerable.Range(0, count).Select(i => new Trial(values(task.Dose.Text(Math.Exp(at[i]))), task.Treated, i / endpoints + 1))], stop);
            return [.. Enumerable.Range(0, count).Select(i => Share(found[i][i % endpoints], untreated[i / endpoints][i % endpoints]) - task.Endpoints[i % endpoints].Share)];
        }

        double[] atLow = Left(low), atHigh = Left(high);
        bool[] isOpen = [.. Enumerable.Range(0, count).Select(i => atLow[i] > 0 && atHigh[i] <= 0)];
        while (Enumerable.Range(0, count).Any(i => isOpen[i] && high[i] - low[i] > task.Tolerance))
        {
            double[] middle = [.. low.Select((l, i) => isOpen[i] ? Math.Log(DoseRange.Rounded(Math.Exp(0.5 * (l + high[i])))) : l)];
            var left = Left(middle);
            for (var i = 0; i < count; i++)
                if (isOpen[i]) (low[i], high[i]) = left[i] > 0 ? (middle[i], high[i]) : (low[i], middle[i]);
        }

        return [.. task.Endpoints.Select((endpoint, e) =>
        {
            int[] mine = [.. Enumerable.Range(0, task.Replicates).Select(r => r * endpoints + e)];
            double[] doses = [.. mine.Select(i => isOpen[i] ? Math.Exp(0.5 * (low[i] + high[i])) : double.NaN)];
            var verdict = mine.Any(i => !(atLow[i] > 0)) ? DoseVerdict.Below : mine.Any(i => atHigh[i] > 0) ? DoseVerdict.Above : DoseVerdict.Found;
            var dose = verdict switch { DoseVerdict.Found => LogInterval.Of(doses, task.Confidence), DoseVerdict.Below => new(task.Dose.From, double.NaN, double.NaN), _ => new(task.Dose.To, double.NaN, double.NaN) };
            return new SoughtDose(endpoint, verdict, dose, doses);
        })];
    }

    private static double Share(double treated, double untreated) => untreated > 0 ? treated / untreated : throw new DesignException("An endpoint counts no cells in the untreated, so there is no share of them. Name the tissue and cell types of an organ that has cells at that moment.");
}
