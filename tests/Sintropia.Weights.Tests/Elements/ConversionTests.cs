using System.Runtime.InteropServices;
using Sintropia.Weights.Elements;

namespace Sintropia.Weights.Tests.Elements;

public sealed class ConversionTests
{
    private static readonly ushort[] All = [.. Enumerable.Range(0, 65_536).Select(i => (ushort)i)];

    [Fact]
    public void Every_half_becomes_the_float_of_its_value()
    {
        var floats = new float[All.Length];
        HalfPrecision.Widen(All, floats);

        for (var i = 0; i < All.Length; i++)
        {
            var expected = (float)BitConverter.UInt16BitsToHalf(All[i]);
            if (float.IsNaN(expected)) Assert.True(float.IsNaN(floats[i]) && float.IsNaN(HalfPrecision.Widen(All[i])));
            else Assert.Equal((BitConverter.SingleToInt32Bits(expected), BitConverter.SingleToInt32Bits(expected)), (BitConverter.SingleToInt32Bits(floats[i]), BitConverter.SingleToInt32Bits(HalfPrecision.Widen(All[i]))));
        }
    }

    [Fact]
    public void Every_bfloat16_becomes_the_upper_half_of_a_float()
    {
        var floats = new float[All.Length];
        BrainFloat.Widen(All, floats);

        for (var i = 0; i < All.Length; i++) Assert.Equal((uint)All[i] << 16, BitConverter.SingleToUInt32Bits(floats[i]));
    }

    [Fact]
    public void Rows_of_any_length_are_converted_alike()
    {
        for (var length = 0; length < 70; length++)
        {
            float[] half = new float[length], brain = new float[length];
            HalfPrecision.Widen(All.AsSpan(15_000, length), half);
            BrainFloat.Widen(All.AsSpan(15_000, length), brain);
            for (var i = 0; i < length; i++) Assert.Equal((HalfPrecision.Widen(All[15_000 + i]), BrainFloat.Widen(All[15_000 + i])), (half[i], brain[i]));
        }
    }

    [Theory]
    [InlineData(ElementType.I64, "-3")]
    [InlineData(ElementType.I32, "-3")]
    [InlineData(ElementType.I16, "-3")]
    [InlineData(ElementType.I8, "-3")]
    [InlineData(ElementType.U64, "7")]
    [InlineData(ElementType.U32, "7")]
    [InlineData(ElementType.U16, "7")]
    [InlineData(ElementType.U8, "7")]
    [InlineData(ElementType.Bool, "1")]
    public void Integers_keep_their_value_in_every_type(ElementType type, string value)
    {
        var number = long.Parse(value);
        var bytes = BitConverter.GetBytes(number).AsSpan(0, type.Size()).ToArray();

        Assert.Equal((float)number, Converted<float>(type, bytes));
        Assert.Equal(number, Converted<double>(type, bytes));
        Assert.Equal(number, Converted<long>(type, bytes));
        Assert.Equal((int)number, Converted<int>(type, bytes));
    }

    [Theory]
    [InlineData(1 / 3.0)]
    [InlineData(1e300)]
    [InlineData(double.NaN)]
    [InlineData(-1e-300)]
    public void Doubles_are_rounded_to_the_nearest_float(double value) => Assert.Equal((float)value, Converted<float>(ElementType.F64, BitConverter.GetBytes(value)));

    [Fact]
    public void Any_byte_but_zero_is_true() => Assert.Equal(1, Converted<int>(ElementType.Bool, [255]));

    [Fact]
    public void An_integer_that_does_not_fit_is_not_cut()
    {
        Assert.Throws<OverflowException>(() => Converted<int>(ElementType.I64, BitConverter.GetBytes(1L << 31)));
        Assert.Throws<OverflowException>(() => Converted<long>(ElementType.U64, BitConverter.GetBytes(ulong.MaxValue)));
    }

    private static T Converted<T>(ElementType type, byte[] bytes) where T : unmanaged
    {
        var one = new T[1];
        Conversion.Convert(type, bytes, one.AsSpan());
        return one[0];
    }
}
