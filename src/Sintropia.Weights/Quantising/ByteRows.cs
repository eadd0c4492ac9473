namespace Sintropia.Weights.Quantising;

/// <summary>A matrix of weights in a byte each: whole numbers from −127 to 127 and a scale for each row, W ≈ scale·q.</summary>
/// <remarks>Weights only, symmetric, per output channel. The scale is the largest size in a row over 127, or 1 for a row of zeros; values round to the nearest, halves to even. An element is off by half a scale at most. −128 is not used.</remarks>
public sealed class ByteRows
{
    private const int Most = 127;

    private readonly sbyte[] _values;
    private readonly float[] _scales;

    private ByteRows(int rows, int columns) => (Rows, Columns, _values, _scales) = (rows, columns, new sbyte[checked(rows * columns)], new float[rows]);

    /// <summary>Outputs.</summary>
    public int Rows { get; }

    /// <summary>Inputs.</summary>
    public int Columns { get; }

    /// <summary>Whole numbers, [rows, columns].</summary>
    public ReadOnlySpan<sbyte> Values => _values;

    /// <summary>Scales, [rows].</summary>
    public ReadOnlySpan<float> Scales => _scales;

    /// <summary>Bytes that it takes.</summary>
    public long Bytes => _values.Length + sizeof(float) * (long)_scales.Length;

    /// <summary>Quantises.</summary>
    /// <param name="weights">[rows, columns].</param>
    /// <param name="rows">Outputs.</param>
    /// <exception cref="ArgumentException">Weights make no whole rows, or one is not finite.</exception>
    public static ByteRows Of(ReadOnlySpan<float> weights, int rows)
    {
        if (rows < 1 || weights.Length % rows != 0) throw new ArgumentException($"{weights.Length} weights do not make {rows} rows. Give whole rows.", nameof(weights));
        var made = new ByteRows(rows, weights.Length / rows);
        for (var row = 0; row < rows; row++)
        {
            var own = weights.Slice(row * made.Columns, made.Columns);
            var scale = made._scales[row] = Scale(own, Most, row);
            for (var i = 0; i < own.Length; i++) made._values[row * made.Columns + i] = (sbyte)Math.Clamp(MathF.Round(own[i] / scale, MidpointRounding.ToEven), -Most, Most);
        }

        return made;
    }

    /// <summary>The weights as they are now, [rows, columns].</summary>
    public float[] ToFloats()
    {
        var weights = new float[_values.Length];
        for (var i = 0; i < weights.Length; i++) weights[i] = _scales[i / Columns] * _values[i];
        return weights;
    }

    /// <summary>W·x for some inputs, with sums in double.</summary>
    /// <param name="inputs">[some, columns].</param>
    /// <returns>[some, rows]</returns>
    public float[] Multiply(ReadOnlySpan<float> inputs)
    {
        if (inputs.Length % Columns != 0) throw new ArgumentException($"{inputs.Length} inputs do not make rows of {Columns}. Give whole rows.", nameof(inputs));
        var outputs = new float[inputs.Length / Columns * Rows];
        for (var i = 0; i < outputs.Length; i++)
        {
            var x = inputs.Slice(i / Rows * Columns, Columns);
            var row = _values.AsSpan(i % Rows * Columns, Columns);
            var sum = 0.0;
            for (var k = 0; k < x.Length; k++) sum += row[k] * (double)x[k];
            outputs[i] = (float)(_scales[i % Rows] * sum);
        }

        return outputs;
    }

    internal static float Scale(ReadOnlySpan<float> weights, int most, int row)
    {
        var largest = 0f;
        foreach (var weight in weights)
        {
            if (!float.IsFinite(weight)) throw new ArgumentException($"A weight in row {row} is {weight}, which no whole number stands for. Repair the weights first.");
            largest = MathF.Max(largest, MathF.Abs(weight));
        }

        return largest == 0 ? 1 : largest / most;
    }
}
