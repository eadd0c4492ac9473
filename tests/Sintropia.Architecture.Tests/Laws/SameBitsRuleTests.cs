using System.Numerics;
using System.Runtime.Intrinsics;

namespace Sintropia.Architecture.Tests.Laws;

/// <summary>Each sample below is compiled into this assembly and read back by the check that reads the laws.</summary>
public sealed class SameBitsRuleTests
{
    [Theory]
    [InlineData(nameof(Samples.MathExp), "System.Math.Exp")]
    [InlineData(nameof(Samples.MathFLog), "System.MathF.Log")]
    [InlineData(nameof(Samples.MathCbrt), "System.Math.Cbrt")]
    [InlineData(nameof(Samples.BehindASwitch), "System.Math.Atan2")]
    [InlineData(nameof(Samples.TakenAsADelegate), "System.Math.Tanh")]
    [InlineData(nameof(Samples.StaticOfDouble), "System.Double.Exp2")]
    [InlineData(nameof(Samples.StaticOfATypeParameter), "System.Numerics.IPowerFunctions.Pow")]
    [InlineData(nameof(Samples.InVectors), "System.Runtime.Intrinsics.Vector256.Log")]
    [InlineData(nameof(Samples.VectorSum), "System.Runtime.Intrinsics.Vector256.Sum")]
    [InlineData(nameof(Samples.Estimate), "System.Double.ReciprocalEstimate")]
    public void A_function_whose_bits_differ_between_machines_is_red(string sample, string named) => Assert.Contains(named, Assert.Single(Said(sample)), StringComparison.Ordinal);

    [Theory]
    [InlineData(nameof(Samples.SharedRandom), "System.Random")]
    [InlineData(nameof(Samples.NewGuid), "System.Guid.NewGuid")]
    public void A_draw_that_is_no_function_of_the_seed_is_red(string sample, string named) => Assert.Contains(Said(sample), s => s.Contains(named, StringComparison.Ordinal));

    [Theory]
    [InlineData(nameof(Samples.ParallelQuery), "ParallelEnumerable.Sum")]
    [InlineData(nameof(Samples.PartialSums), "Parallel.For")]
    [InlineData(nameof(Samples.ExchangedSum), "Interlocked.CompareExchange")]
    public void A_floating_sum_in_order_of_arrival_is_red(string sample, string named) => Assert.Contains(Said(sample), s => s.Contains(named, StringComparison.Ordinal));

    [Theory]
    [InlineData(nameof(Samples.Exact))]
    [InlineData(nameof(Samples.IntegerLogarithm))]
    [InlineData(nameof(Samples.IntegerCounts))]
    [InlineData(nameof(Samples.OnlyInWords))]
    public void Exact_arithmetic_and_counts_are_in_order(string sample) => Assert.Empty(Said(sample));

    [Fact]
    public void The_complaint_names_the_method_that_calls() =>
        Assert.StartsWith("Sintropia.Architecture.Tests.Laws.SameBitsRuleTests.Samples.MathExp uses", Assert.Single(Said(nameof(Samples.MathExp))), StringComparison.Ordinal);

    private static readonly CompiledAssembly Own = CompiledAssembly.Read("Architecture.Tests", typeof(SameBitsRuleTests).Assembly.Location);

    private static IReadOnlyList<string> Said(string sample)
    {
        var uses = Own.Uses.Where(u => u.Caller.Contains($"Samples.{sample}", StringComparison.Ordinal) || u.Caller.Contains($"<{sample}>", StringComparison.Ordinal)).ToList();
        return [.. SameBitsRule.Violations(uses)];
    }

    private static class Samples
    {
        private static double _shared;

        public static double MathExp(double x) => Math.Exp(x);

        public static float MathFLog(float x) => MathF.Log(x);

        public static double MathCbrt(double x) => Math.Cbrt(x);

        public static double BehindASwitch(int n, double x) => n switch { 0 => 3 * x, 1 => x, 2 => -x, 3 => x * x, 4 => 1, _ => Math.Atan2(x, 1) };

        public static Func<double, double> TakenAsADelegate() => Math.Tanh;

        public static double StaticOfDouble(double x) => double.Exp2(x);

        public static T StaticOfATypeParameter<T>(T x) where T : IPowerFunctions<T> => T.Pow(x, x);

        public static Vector256<double> InVectors(Vector256<double> x) => Vector256.Log(x);

        public static double VectorSum(Vector256<double> x) => Vector256.Sum(x);

        public static double Estimate(double x) => double.ReciprocalEstimate(x);

        public static double SharedRandom() => Random.Shared.NextDouble();

        public static Guid NewGuid() => Guid.NewGuid();

        public static double ParallelQuery(double[] values) => values.AsParallel().Sum();

        public static void PartialSums(double[] values) => Parallel.For(0, values.Length, () => 0.0, (i, _, sum) => sum + values[i], Keep);

        public static double ExchangedSum(double x) => Interlocked.CompareExchange(ref _shared, x, 0);

        public static double Exact(double x) => Math.FusedMultiplyAdd(Math.Sqrt(Math.Abs(x)), double.Sqrt(x), Math.Max(x, double.IsNaN(x) ? 0 : Math.Floor(x)));

        public static int IntegerLogarithm(ulong x) => BitOperations.Log2(x) + (int)ulong.Log2(x) + Vector256.Sum(Vector256.Create((int)x));

        public static void IntegerCounts(long[] counts) => Parallel.For(0, counts.Length, i => Interlocked.Increment(ref counts[i]));

        // Math.Exp(x) in a comment is not a call.
        public static string OnlyInWords() => "Math.Exp(x)";

        private static void Keep(double sum) => _shared += sum;
    }
}
