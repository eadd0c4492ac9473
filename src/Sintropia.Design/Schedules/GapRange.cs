namespace Sintropia.Design.Schedules;

/// <summary>Gaps that are tried between the end of one thing and the onset of the next, h.</summary>
/// <param name="From">Least.</param>
/// <param name="To">Greatest.</param>
/// <param name="Step">Between two gaps of the first race.</param>
/// <param name="Finest">Steps are halved, beside what is left, until they are no greater than this.</param>
public sealed record GapRange(double From, double To, double Step, double Finest)
{
    /// <summary>Gaps of the first race.</summary>
    public IReadOnlyList<double> Coarse => [.. Enumerable.Range(0, (int)Math.Floor((To - From) / Step + 1e-9) + 1).Select(i => Math.Round(From + i * Step, 9))];

    /// <summary>Races, each with half the step of the one before.</summary>
    public int Races
    {
        get
        {
            var races = 1;
            for (var step = Step; step > Finest * (1 + 1e-9); step /= 2) races++;
            return races;
        }
    }
}
