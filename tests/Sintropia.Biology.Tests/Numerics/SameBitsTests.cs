using Sintropia.Biology.Numerics;

namespace Sintropia.Biology.Tests.Numerics;

/// <summary>
/// The bits of 100,000 results of each function, hashed. A value here changes only together with the version of the engine, for every
/// stored run depends on it. If one differs on some machine alone, that machine breaks the promise: run again with
/// DOTNET_EnableHWIntrinsic=0 to see whether its fused multiply-add is at fault.
/// </summary>
public sealed class SameBitsTests
{
    [Theory]
    [InlineData("exp", 0x02AA90429966174DUL)]
    [InlineData("expm1", 0x51CDC74DAD4262DBUL)]
    [InlineData("log", 0x6913EA487029D32EUL)]
    [InlineData("log1p", 0x8DB8F5E7BEDE81F8UL)]
    [InlineData("pow", 0xDFCDDB792377EE30UL)]
    [InlineData("cumulative", 0xB08A48861FEEB6BAUL)]
    [InlineData("quantile", 0x95477D8BE40E58F9UL)]
    [InlineData("lower", 0x85656A2D1B111929UL)]
    [InlineData("upper", 0x73F1CA275E8972E3UL)]
    public void Every_machine_gives_these_bits(string function, ulong expected) => Assert.Equal($"{expected:X16}", $"{HashOf(function):X16}");

    private static ulong HashOf(string name)
    {
        Func<int, double> function = name switch
        {
            "exp" => i => Elementary.Exp(Arguments.Exp(i)),
            "expm1" => i => Elementary.Expm1(Arguments.Expm1(i)),
            "log" => i => Elementary.Log(Arguments.Log(i)),
            "log1p" => i => Elementary.Log1p(Arguments.Log1p(i)),
            "pow" => i => Elementary.Pow(Arguments.Pow(i).X, Arguments.Pow(i).Y),
            "cumulative" => i => Normal.Cumulative(Arguments.Cumulative(i)),
            "quantile" => i => Normal.Quantile(Arguments.Quantile(i)),
            "lower" => i => IncompleteGamma.Lower(Arguments.Gamma(i).K, Arguments.Gamma(i).X),
            _ => i => IncompleteGamma.Upper(Arguments.Gamma(i).K, Arguments.Gamma(i).X),
        };

        // FNV-1a over whole results: any bit that changes changes the hash.
        var hash = 0xCBF29CE484222325;
        for (var i = 0; i < 100_000; i++) hash = (hash ^ BitConverter.DoubleToUInt64Bits(function(i))) * 0x100000001B3;
        return hash;
    }
}
