namespace Sintropia.Validation.Fixtures.Metrics;

/// <summary>Metrics that are compared together.</summary>
/// <param name="Name">Name of the case.</param>
/// <param name="Compare">Computes and compares; null where this version has nothing to compute them with.</param>
internal sealed record MetricCase(string Name, Func<IEnumerable<TensorAgreement>>? Compare);
