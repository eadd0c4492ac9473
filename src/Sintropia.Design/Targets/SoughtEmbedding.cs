namespace Sintropia.Design.Targets;

/// <summary>Where a search through a predictor's input ended.</summary>
/// <param name="Start">The known perturbation or combination that it began at.</param>
/// <param name="Vector">What the predictor would have to be told [width].</param>
/// <param name="Begun">Cosine of wanted and predicted change at the start.</param>
/// <param name="Cosine">The same at the end.</param>
/// <param name="Moved">How far the end is from the start, in units of the trust region's radius: 1 at its edge.</param>
/// <param name="Nearest">Known perturbations and combinations by their distance from the end, nearest first.</param>
public sealed record SoughtEmbedding(string Start, IReadOnlyList<float> Vector, double Begun, double Cosine, double Moved, IReadOnlyList<(string Name, double Distance)> Nearest);
