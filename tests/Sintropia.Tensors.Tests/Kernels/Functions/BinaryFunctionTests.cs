using System.Globalization;
using Sintropia.Tensors.Kernels;
using Sintropia.Tensors.Kernels.Arithmetic;

namespace Sintropia.Tensors.Tests.Kernels.Functions;

public sealed class BinaryFunctionTests
{
    public static TheoryData<string> Names => [.. BinaryCase.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Lanes_have_the_bits_of_the_meaning_at_every_length_and_place(string name)
    {
        var function = BinaryCase.All.Single(c => c.Name == name);
        foreach (var length in Awkward.Lengths)
        {
            var (x, y) = (Awkward.Strewn(length, length), Awkward.Strewn(length, length + 5));
            var expected = x.Zip(y, function.Reference).ToArray();
            var z = Awkward.Room(length, length + 2);
            function.Zip(x, y, z);
            Bits.AssertSame(expected, z, $"{name} of {length}");
            Awkward.AssertUntouchedBeside(z);
            function.Zip(x, y, y);
            Bits.AssertSame(expected, y, $"{name} in place of {length}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_are_near_the_truth(string name)
    {
        var function = BinaryCase.All.Single(c => c.Name == name);
        var (x, y) = (Awkward.Normal(100_000, 3, 2), Awkward.Normal(100_000, 4));
        for (var i = 0; i < x.Count; i++)
        {
            var truth = function.Truth(x[i], y[i]);
            var z = function.Reference(x[i], y[i]);
            if (double.IsNaN(truth) ? !float.IsNaN(z) : !(Math.Abs(z - truth) <= function.Tolerance * Math.Max(Math.Abs(truth), 1)))
                Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"{name} of {x[i]:R} and {y[i]:R} is {z:R}, which should be {truth:R}"));
        }
    }

    [Fact]
    public void A_power_errs_by_no_more_than_half_a_unit_and_a_hundredth()
    {
        var chance = new Random(5);
        for (var i = 0; i < 1_000_000; i++)
        {
            var x = (float)Math.Exp(20 * chance.NextDouble() - 10);
            var y = (float)(40 * chance.NextDouble() - 20);
            var error = Ulps.Between(default(Sintropia.Tensors.Kernels.Functions.Pow).Reference(x, y), Math.Pow(x, y));
            Assert.True(error < 0.51, $"{x}^{y} errs by {error} ulp");
        }
    }

    [Fact]
    public void Powers_of_special_numbers_are_those_of_the_standard()
    {
        foreach (var x in Awkward.Numbers)
            foreach (var y in Awkward.Numbers)
            {
                var z = default(Sintropia.Tensors.Kernels.Functions.Pow).Reference(x, y);
                var truth = (float)Math.Pow(x, y);
                Assert.True(Bits.Of(z) == Bits.Of(truth) || Math.Abs(z - truth) <= 1.2e-7 * Math.Abs(truth) + float.Epsilon, $"{x}^{y} is {z}, which should be {truth}");
            }
    }

    [Fact]
    public void One_number_stands_for_a_row_of_them_on_either_side()
    {
        foreach (var length in Awkward.Lengths)
        {
            var x = Awkward.Strewn(length, length);
            var (right, left) = (Awkward.Room(length), Awkward.Room(length));
            Elementwise.Zip(x, 0.75f, right, default(Subtract));
            Elementwise.Zip(0.75f, x, left, default(Subtract));
            Bits.AssertSame([.. x.Select(v => v - 0.75f)], right, $"x − ¾ of {length}");
            Bits.AssertSame([.. x.Select(v => 0.75f - v)], left, $"¾ − x of {length}");
        }
    }

    [Fact]
    public void Three_operands_have_the_bits_of_their_meaning()
    {
        foreach (var length in Awkward.Lengths)
        {
            var (x, y, z) = (Awkward.Strewn(length, length), Awkward.Strewn(length, length + 1), Awkward.Strewn(length, length + 2));
            var (selected, added) = (Awkward.Room(length), Awkward.Room(length));
            Elementwise.Zip(x, y, z, selected, default(Select));
            Elementwise.Zip(x, y, z, added, default(MultiplyAdd));
            for (var i = 0; i < length; i++)
            {
                Bits.AssertSame(x[i] != 0 ? y[i] : z[i], selected[i], $"select {i} of {length}");
                Bits.AssertSame(MathF.FusedMultiplyAdd(x[i], y[i], z[i]), added[i], $"multiply and add {i} of {length}");
            }
        }
    }

    [Fact]
    public void Spans_of_different_lengths_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Elementwise.Zip(new float[3], new float[4], new float[3], default(Add)));
        Assert.Contains("y.Length is 4 where x.Length is 3", error.Message, StringComparison.Ordinal);
    }
}
