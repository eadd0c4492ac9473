namespace Sintropia.Weights.Quantising;

/// <summary>A matrix of weights in half a byte each: whole numbers from −7 to 7, and a scale for each group of neighbours in a row; the last group of a row may be short.</summary>
public sealed class HalfByteGroups
{
    private const int Most = 7, Offset = 8;

    private readonly byte[] _packed; // two a byte, the first in the low half; rows begin at whole bytes
    private readonly float[] _scales;
    private readonly int _stride;

    private HalfByteGroups(int rows, int columns, int group)
    {
        (Rows, Columns, Group, _stride) = (rows, columns, group, (columns + 1) / 2);
        GroupsPerRow = (columns + group - 1) / group;
        (_packed, _scales) = (new byte[checked(rows * _stride)], new float[rows * GroupsPerRow]);
    }

    /// <summary>Outputs.</summary>
    public int Rows { get; }

    /// <summary>Inputs.</summary>
    public int Columns { get; }

    /// <summary>Neighbours that share a scale.</summary>
    public int Group { get; }

    /// <summary>Scales of a row.</summary>
    public int GroupsPerRow { get; }

    /// <summary>Scales, [rows, groups].</summary>
    public ReadOnlySpan<float> Scales => _scales;

    /// <summary>Bytes that it takes.</summary>
    public long Bytes => _packed.Length + sizeof(float) * (long)_scales.Length;

    /// <summary>The whole number of a place.</summary>
    public int this[int row, int column] => (_packed[row * _stride + column / 2] >> (column % 2 * 4) & 0xF) - Offset;

    /// <summary>Quantises.</summary>
    /// <param name="weights">[rows, columns].</param>
    /// <param name="rows">Outputs.</param>
    /// <param name="group">Neighbours that share a scale. Default: 64.</param>
    /// <exception cref="ArgumentException">Weights make no whole rows, or one is not finite.</exception>
    public static HalfByteGroups Of(ReadOnlySpan<float> weights, int rows, int group = 64)
    {
        if (rows < 1 || weights.Length % rows != 0) throw new ArgumentException($"{weights.Length} weights do not make {rows} rows. Give whole rows.", nameof(weights));
        if (group < 1) throw new ArgumentException($"A group of {group} weights has no scale. Give 1 or more.", nameof(group));
        var made = new HalfByteGroups(rows, weights.Length / rows, group);
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < made.Columns; column++)
            {
                var start = column / group * group;
                ref var scale = ref made._scales[row * made.GroupsPerRow + column / group];
                if (column == start) scale = ByteRows.Scale(weights.Slice(row * made.Columns + start, Math.Min(group, made.Columns - start)), Most, row);
                var value = (int)Math.Clamp(MathF.Round(weights[row * made.Columns + column] / scale, MidpointRounding.ToEven), -Most, Most);
                made._packed[row * made._stride + column / 2] |= (byte)(value + Offset << (column % 2 * 4));
            }

        return made;
    }

    /// <summary>The weights as they are now, [rows, columns].</summary>
    public float[] ToFloats()
    {
        var weights = new float[Rows * Columns];
        for (var i = 0; i < weights.Length; i++) weights[i] = _scales[i / Columns * GroupsPerRow + i % Columns / Group] * this[i / Columns, i % Columns];
        return weights;
    }
}
