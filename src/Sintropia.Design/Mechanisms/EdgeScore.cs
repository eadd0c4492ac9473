using Sintropia.Evaluation.Statistics;

namespace Sintropia.Design.Mechanisms;

/// <summary>How well a map recovers who regulates whom.</summary>
/// <param name="Map">The map.</param>
/// <param name="Regulators">How many regulators were compared.</param>
/// <param name="Pairs">How many pairs of genes were ranked.</param>
/// <param name="Edges">How many of them are true.</param>
/// <param name="Precision">Area under the precision–recall curve (average precision), with an interval over regulators.</param>
/// <param name="Roc">Area under the receiver operating characteristic.</param>
/// <param name="PrecisionAtEdges">Share of true pairs among as many of the strongest as there are true ones.</param>
/// <param name="NullPrecision">Mean of <paramref name="Precision"/> where labels of genes were exchanged.</param>
/// <param name="NullHigh">95 % of it.</param>
/// <param name="P">Share of exchanges with as high a precision.</param>
public sealed record EdgeScore(string Map, int Regulators, int Pairs, int Edges, Interval Precision, double Roc, double PrecisionAtEdges, double NullPrecision, double NullHigh, double P)
{
    /// <summary>What a ranking by chance scores: the share of pairs that are true.</summary>
    public double Chance => Edges / (double)Pairs;

    /// <summary>Points of the curve, recall and precision, for figures.</summary>
    public IReadOnlyList<(double Recall, double Precision)> Curve { get; init; } = [];
}
