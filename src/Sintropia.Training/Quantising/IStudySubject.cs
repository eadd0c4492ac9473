using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Training.Quantising;

/// <summary>A network that is studied: what it says of cells, whichever family it is of.</summary>
internal interface IStudySubject
{
    Layer Network { get; }

    /// <summary>A vector for each cell, [cells, width], at length one.</summary>
    Tensor Embed(IReadOnlyList<int> cells);

    /// <summary>Expression that was hidden from it, or that it is asked for, as it says and as it was; the first pair of a cell is the one that intervals are made of.</summary>
    IReadOnlyList<(float Said, float True)> Expression(int cell);
}
