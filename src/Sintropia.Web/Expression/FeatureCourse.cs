namespace Sintropia.Web.Expression;

/// <summary>One gene or latent dimension in the course of a response.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Settled">Where it would settle.</param>
/// <param name="Values">Its course; shape [times].</param>
public sealed record FeatureCourse(string Name, double Settled, IReadOnlyList<double> Values);
