namespace Sintropia.Cli.Tests.Machines;

/// <summary>A poorer processor, or a C library that picks other routines, gives the same bits.</summary>
public sealed class RestrictedMachineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("DOTNET_EnableHWIntrinsic", "0")]
    [InlineData("DOTNET_EnableAVX2", "0")]
    [InlineData("DOTNET_TieredCompilation", "0")]
    [InlineData("GLIBC_TUNABLES", "glibc.cpu.hwcaps=-AVX2,-FMA,-AVX512F,-AVX,-FMA4")]
    public async Task The_same_scenario_gives_the_same_files(string variable, string value)
    {
        var scenario = _folder.Write("scenario.yaml", Cultures.Drugged(more: "replicates: 2\nexpression: { predictor: stand-in, dimensions: 21, residual_spread: 0.5, programme: stand-in, ask_every: 10 ticks }"));
        string[] words = ["run", scenario, "--quiet", "--no-report", "--out"];

        (await Command.Start(_folder.Root, [.. words, _folder["plain"]]).End()).Exits(ExitCode.Ok);
        (await Command.Start(_folder.Root, new Dictionary<string, string> { [variable] = value }, [.. words, _folder["restricted"]]).End()).Exits(ExitCode.Ok);

        Folders.AssertSame(_folder["plain"], _folder["restricted"]);
    }
}
