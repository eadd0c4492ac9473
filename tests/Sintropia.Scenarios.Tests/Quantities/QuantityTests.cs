using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Sintropia.Scenarios.Quantities;

namespace Sintropia.Scenarios.Tests.Quantities;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("24 h", 24)]
    [InlineData("30 min", 0.5)]
    [InlineData("1 d", 24)]
    [InlineData("2 wk", 336)]
    [InlineData("90s", 0.025)]
    [InlineData("1.5 hours", 1.5)]
    public void Times_are_hours(string text, double hours) => Assert.Equal(hours, Quantity.Parse(text, Dimension.Time).In(Units.Hour));

    [Theory]
    [InlineData("100 nM", 0.1)]
    [InlineData("1 µM", 1)]
    [InlineData("1 μM", 1)]
    [InlineData("2.5 mM", 2500)]
    [InlineData("30 nM", 0.03)]
    public void Metric_prefixes_move_in_decimal_without_rounding_twice(string text, double micromolar) =>
        Assert.Equal(micromolar, Quantity.Parse(text, Dimension.MolarConcentration).In(Units.Find("uM")!));

    [Theory]
    [InlineData("50,000 cells", Dimension.Cells, 50000)]
    [InlineData("1e6 cells", Dimension.Cells, 1e6)]
    [InlineData("30 %", Dimension.Fraction, 0.3)]
    [InlineData("0.3", Dimension.Fraction, 0.3)]
    [InlineData("5.31667e-5 per min", Dimension.Rate, 5.31667e-5 * 60)]
    [InlineData("0.24/d", Dimension.Rate, 0.01)]
    [InlineData("200 cGy", Dimension.Dose, 2)]
    [InlineData("0.02 per Gy^2", Dimension.PerSquaredDose, 0.02)]
    [InlineData(".5 per Gy", Dimension.PerDose, 0.5)]
    public void Other_dimensions_have_a_base(string text, Dimension dimension, double value) => Assert.Equal(value, Quantity.Parse(text, dimension).Base, 15);

    [Theory]
    [InlineData("1 um", Dimension.MolarConcentration, "'um' is no known unit", "uM")]
    [InlineData("1 uMM", Dimension.MolarConcentration, "'uMM' is no known unit", "uM")]
    [InlineData("5 hr5", Dimension.Time, "'hr5' is no known unit", "hr")]
    [InlineData("24 H", Dimension.Time, "'H' is no known unit", "h")]
    [InlineData("24", Dimension.Time, "'24' has no unit. Write a time such as '24 h'", null)]
    [InlineData("5 h", Dimension.Dose, "'h' is the unit of a time", null)]
    [InlineData("2 ng/mL", Dimension.MolarConcentration, "'ng/mL' is the unit of a mass concentration", null)]
    [InlineData("NaN h", Dimension.Time, "does not begin with a number", null)]
    [InlineData("inf h", Dimension.Time, "does not begin with a number", null)]
    [InlineData("", Dimension.Time, "does not begin with a number", null)]
    [InlineData("1e999 h", Dimension.Time, "too large a number", null)]
    [InlineData("1e308 wk", Dimension.Time, "too large a number", null)]
    [InlineData("1e-999 h", Dimension.Time, "too small a number", null)]
    [InlineData("1,5 h", Dimension.Time, "Write a decimal point", "1.5 h")]
    [InlineData("1.2.3 h", Dimension.Time, "does not begin with a number", null)]
    public void What_is_no_quantity_says_why(string text, Dimension dimension, string why, string? nearest)
    {
        Assert.False(Quantity.TryParse(text, [dimension], out _, out var problem, out var near));

        Assert.Contains(why, problem);
        Assert.Equal(nearest, near);
    }

    [Fact]
    public void The_message_is_the_one_promised() =>
        Assert.Equal("'1 um' is not a molar concentration: 'um' is no known unit", Assert.Throws<FormatException>(() => Quantity.Parse("1 um", Dimension.MolarConcentration)).Message);

    [Fact]
    public void Written_and_read_again_a_quantity_is_the_same()
    {
        var numbers = ArbMap.Default.GeneratorFor<double>().Where(double.IsFinite).Where(d => Math.Abs(d) is 0 or (> 1e-290 and < 1e290));
        var quantities = numbers.SelectMany(n => Gen.Elements(Units.All.ToArray()).Select(u => new Quantity(n, u)));

        Prop.ForAll(quantities.ToArbitrary(), q => Quantity.Parse(q.ToString(), q.Unit.Dimension) == q).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_prefix_there_and_back_changes_no_number_that_is_written_with_15_digits()
    {
        var units = Units.All.Where(u => u.Dimension == Dimension.MolarConcentration).ToArray();
        var cases = ArbMap.Default.GeneratorFor<double>().Where(double.IsFinite).Where(d => Math.Abs(d) is > 1e-200 and < 1e200).Select(d => double.Parse(d.ToString("E14", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture))
            .SelectMany(n => Gen.Elements(units).Two().Select(u => (Number: n, From: u.Item1, To: u.Item2)));

        Prop.ForAll(cases.ToArbitrary(), c => new Quantity(new Quantity(c.Number, c.From).In(c.To), c.To).In(c.From) == c.Number).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Converting_between_dimensions_is_refused() =>
        Assert.Contains("cannot be given in 'h'", Assert.Throws<ArgumentException>(() => new Quantity(1, Units.Find("uM")!).In(Units.Hour)).Message);

    [Fact]
    public void Every_spelling_of_a_unit_reads()
    {
        foreach (var dimension in Enum.GetValues<Dimension>())
        foreach (var spelling in Units.Spellings(dimension))
            Assert.Equal(dimension, Quantity.Parse(string.Create(CultureInfo.InvariantCulture, $"{2.5} {spelling}"), dimension).Unit.Dimension);
    }
}
