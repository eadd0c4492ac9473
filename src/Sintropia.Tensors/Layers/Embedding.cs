using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors.Layers;

/// <summary>A row of a table for each index. Parameter: weight [words, width].</summary>
public sealed class Embedding : Layer
{
    private readonly Parameter _weight;
    private readonly int? _padding;

    /// <summary>A table whose first values are normal with deviation 1.</summary>
    /// <param name="words">Rows.</param>
    /// <param name="width">Length of a row.</param>
    /// <param name="padding">An index whose row begins at 0 and gets no gradient.</param>
    /// <param name="first">Other first values.</param>
    /// <param name="backend">Where the table lies.</param>
    public Embedding(int words, int width, int? padding = null, Initialiser? first = null, IBackend? backend = null)
    {
        _padding = padding;
        first ??= Initialisers.Normal(1);
        _weight = Own("weight", [words, width], (Span<float> values, in Shape shape, ulong key) =>
        {
            first(values, shape, key);
            if (padding is { } row) values.Slice(row * width, width).Clear();
        }, backend);
    }

    /// <summary>[words, width]</summary>
    public Tensor Weight => _weight.Tensor;

    /// <summary>[…] to […, width].</summary>
    public Tensor Of(Indices words) => Seen(Weight.Embedding(words, _padding));
}
