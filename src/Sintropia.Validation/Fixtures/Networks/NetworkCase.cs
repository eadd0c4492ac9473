using Sintropia.Tensors;

namespace Sintropia.Validation.Fixtures.Networks;

/// <summary>A part of a network's fixture that is computed together.</summary>
/// <param name="Name">Name of the case.</param>
/// <param name="Compute">Makes outputs under the reference's keys.</param>
internal sealed record NetworkCase(string Name, Func<IEnumerable<(string Key, Tensor Value)>> Compute);
