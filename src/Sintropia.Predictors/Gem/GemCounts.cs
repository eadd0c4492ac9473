using Sintropia.Tensors;

namespace Sintropia.Predictors.Gem;

/// <summary>Whole counts from shares.</summary>
internal static class GemCounts
{
    /// <summary>Shares times totals, in double, rounded to the nearest whole number, halves to even ones.</summary>
    /// <param name="shares">[samples, genes].</param>
    /// <param name="totals">[samples].</param>
    public static Tensor Rounded(Tensor shares, Tensor totals)
    {
        var (values, all) = (shares.ToArray(), totals.ToArray());
        var genes = shares.Shape[1];
        for (var i = 0; i < values.Length; i++) values[i] = (float)Math.Round(values[i] * (double)all[i / genes], MidpointRounding.ToEven);
        return Tensor.From(shares.Shape, values);
    }
}
