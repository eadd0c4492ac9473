using BenchmarkDotNet.Attributes;
using Sintropia.Biology.Numerics;

namespace Sintropia.Benchmarks.Laws;

/// <summary>Our logarithm has the same bits on every machine; it earns its place while it costs no more than twice the C library's.</summary>
public class ElementaryBenchmark // not sealed: BenchmarkDotNet skips sealed types
{
    private readonly double[] _arguments = [.. Enumerable.Range(1, 1000).Select(i => i * 0.00099)];

    /// <summary>The C library.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = 1000)]
    public double LibraryLog()
    {
        var sum = 0.0;
        foreach (var x in _arguments) sum += Math.Log(x);
        return sum;
    }

    /// <summary>Ours.</summary>
    [Benchmark(OperationsPerInvoke = 1000)]
    public double OurLog()
    {
        var sum = 0.0;
        foreach (var x in _arguments) sum += Elementary.Log(x);
        return sum;
    }
}
