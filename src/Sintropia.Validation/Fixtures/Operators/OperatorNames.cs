using Sintropia.Tensors;
using Sintropia.Tensors.Operators;

namespace Sintropia.Validation.Fixtures.Operators;

/// <summary>What fixtures call by name: the operators that Tensors names itself, and what is composed of its losses, layers and optimisers. A name that is not here fails.</summary>
internal static class OperatorNames
{
    /// <summary>Applies what has a name.</summary>
    /// <exception cref="NotSupportedException">Nothing has it.</exception>
    public static OperatorResult Run(string name, OperatorCase given, IReadOnlyDictionary<string, Tensor> upstream, IReadOnlyList<string> wanted) =>
        OperatorTable.Find(name) is null ? throw new NotSupportedException($"Nothing is called '{name}' here.") : given.Run(name, upstream, wanted);
}
