namespace Sintropia.Architecture.Tests.Laws;

public sealed class PurityRuleTests
{
    [Fact]
    public void A_law_of_numbers_alone_is_in_order() =>
        Assert.Empty(PurityRule.Violations(Law(references: ["System.Runtime", "System.Collections"], types: ["System.Math", "System.InputRange"])));

    [Theory]
    [InlineData("System.IO.File")]
    [InlineData("System.IO.Compression.GZipStream")]
    [InlineData("System.Net.Http.HttpClient")]
    [InlineData("System.Console")]
    public void A_law_that_reads_or_writes_is_red(string type) => Assert.Contains(type, Assert.Single(PurityRule.Violations(Law(types: [type]))), StringComparison.Ordinal);

    [Theory]
    [InlineData("System.Diagnostics.Stopwatch")]
    [InlineData("System.TimeProvider")]
    [InlineData("System.Threading.Tasks.Parallel")]
    [InlineData("System.IServiceProvider")]
    [InlineData("Microsoft.Extensions.Logging.ILogger")]
    public void A_law_that_knows_clocks_threads_or_containers_is_red(string type) => Assert.Single(PurityRule.Violations(Law(types: [type])));

    [Fact]
    public void The_team_of_the_tensors_may_start_threads() =>
        Assert.Empty(PurityRule.Violations(Tensors("Sintropia.Tensors.Threads.Team.Hire", "Sintropia.Tensors.Threads.Team.<>c.<Hire>b__0")));

    [Theory]
    [InlineData("Sintropia.Tensors.Kernels.Gemm.Multiply")]
    [InlineData("Sintropia.Tensors.ThreadsOfMyOwn.Start")]
    public void Beside_the_team_nobody_starts_threads(string caller) =>
        Assert.StartsWith(caller, Assert.Single(PurityRule.Violations(Tensors("Sintropia.Tensors.Threads.Team.Hire", caller))), StringComparison.Ordinal);

    [Theory]
    [InlineData("System.Threading.Tasks.Parallel")]
    [InlineData("System.Threading.ThreadPool")]
    public void A_law_without_a_team_starts_none(string type) => Assert.Single(PurityRule.Violations(Law(types: [type]) with { Uses = [new("Sintropia.Biology.Cells.CellLife.Advance", type, "For", [], [])] }));

    [Fact]
    public void A_law_that_knows_another_law_is_in_order() => Assert.Empty(PurityRule.Violations(Law(references: ["Sintropia.Biology"])));

    [Theory]
    [InlineData("Sintropia.Simulation")]
    [InlineData("MathNet.Numerics")]
    [InlineData("System.CommandLine")]
    public void A_law_with_a_package_is_red_whatever_the_package_is_called(string assembly) =>
        Assert.Contains(assembly, Assert.Single(PurityRule.Violations(Law(references: [assembly]))), StringComparison.Ordinal);

    [Fact]
    public void A_law_in_native_code_is_red() =>
        Assert.Contains("LogGamma", Assert.Single(PurityRule.Violations(Law(native: ["Sintropia.Biology.Numbers.LogGamma"]))), StringComparison.Ordinal);

    [Theory]
    [InlineData(nameof(Samples.TimeOfDay), "DateTime.UtcNow")]
    [InlineData(nameof(Samples.Uptime), "Environment.TickCount64")]
    public void A_method_that_reads_a_clock_is_red(string sample, string named)
    {
        var uses = CompiledAssembly.Read("Architecture.Tests", typeof(PurityRuleTests).Assembly.Location).Uses
            .Where(u => u.Caller.EndsWith($"{nameof(PurityRuleTests)}.Samples.{sample}", StringComparison.Ordinal));

        Assert.Contains(named, Assert.Single(PurityRule.ClockReadings(uses)), StringComparison.Ordinal);
    }

    private static CompiledAssembly Law(string[]? references = null, string[]? types = null, string[]? native = null) =>
        new("Biology", references ?? [], types ?? [], [], native ?? []);

    private static CompiledAssembly Tensors(params string[] callers) =>
        new("Tensors", [], ["System.Threading.Thread"], [.. callers.Select(c => new Use(c, "System.Threading.Thread", ".ctor", [], []))], []);

    private static class Samples
    {
        public static DateTime TimeOfDay() => DateTime.UtcNow;

        public static long Uptime() => Environment.TickCount64;
    }
}
