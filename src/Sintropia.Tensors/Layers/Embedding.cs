using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Kernels;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors.Layers;

/// <summary>A row of a table for each index. Parameter: weight [words, width].</summary>
public sealed class Embedding : Layer
{
    private readonly Parameter _weight;
    private readonly int? _padding;
    private ByteMatrix? _bytes;

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
    public Tensor Of(Indices words) => Seen(_bytes is null ? Weight.Embedding(words, _padding) : FromBytes(words, _bytes));

    /// <summary>The table in bytes; null while it is in float32.</summary>
    public ByteMatrix? Bytes => _bytes;

    /// <summary>Takes a table in bytes in place of the one in float32, whose memory is given back. The layer can then neither be trained nor loaded nor saved.</summary>
    /// <param name="table">[words, width].</param>
    /// <exception cref="ShapeException">It has another shape.</exception>
    public void Hold(ByteMatrix table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var (words, width) = _bytes is null ? (Weight.Shape[0], Weight.Shape[1]) : (_bytes.Rows, _bytes.Columns);
        if (table.Rows != words || table.Columns != width) throw ShapeException.Misfit("Hold", [words, width], [table.Rows, table.Columns], "the first is the layer's table, the second the one in bytes. Quantise the layer's own.");
        _bytes = table;
        _weight.Tensor = Tensor.Zeros([0, width], _weight.Tensor.Backend);
    }

    private static Tensor FromBytes(Indices words, ByteMatrix table)
    {
        ArgumentNullException.ThrowIfNull(words);
        var rows = new float[words.Count * table.Columns];
        for (var i = 0; i < words.Count; i++)
        {
            var word = words.Values[i];
            if (word < 0 || word >= table.Rows) throw new ArgumentOutOfRangeException(nameof(words), word, $"There is no word {word} in a table of {table.Rows}. Give 0 to {table.Rows - 1}.");
            table.CopyRow(word, rows.AsSpan(i * table.Columns, table.Columns));
        }

        return Tensor.From(words.Shape.Append([table.Columns]), rows);
    }
}
