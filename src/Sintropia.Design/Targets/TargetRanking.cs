namespace Sintropia.Design.Targets;

/// <summary>What a search for a target found.</summary>
/// <param name="System">What predicted.</param>
/// <param name="Measure">How likeness was measured.</param>
/// <param name="Candidates">The nearest first.</param>
/// <param name="NullP">Share of searches for a wanted change whose genes were exchanged that found a candidate as near as the best here: (1 + how many)/(1 + all). Small where the search found more than chance does.</param>
/// <param name="NullBest">95 % of the best scores of those searches.</param>
/// <param name="StatesP">Share of exchanges of labels between the two states that leave them as far apart as they are; NaN where a signature was given and no cells.</param>
public sealed record TargetRanking(string System, TargetMeasure Measure, IReadOnlyList<RankedCandidate> Candidates, double NullP, double NullBest, double StatesP)
{
    /// <summary>Probability below which a search, or a difference of states, is taken for more than chance.</summary>
    public const double Level = 0.05;

    /// <summary>Whether the search found more than chance does.</summary>
    public bool BeatsNull => NullP <= Level;

    /// <summary>Whether the states can be told apart, as far as cells say.</summary>
    public bool StatesDiffer => double.IsNaN(StatesP) || StatesP <= Level;

    /// <summary>What a reader has to know before reading the ranking; empty where nothing stands against it.</summary>
    public string Warning => !StatesDiffer ? FormattableString.Invariant($"The two states cannot be told apart (p = {StatesP:0.000} by exchanging labels of cells): there is nothing to search for, and the ranking says nothing.")
        : !BeatsNull ? FormattableString.Invariant($"This search did not beat its null: with the genes of the wanted change exchanged, a candidate as near as the best one was found in {NullP:P0} of searches. Do not act on the ranking.")
        : "";
}
