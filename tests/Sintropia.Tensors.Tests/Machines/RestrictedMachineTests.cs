using System.Diagnostics;

namespace Sintropia.Tensors.Tests.Machines;

/// <summary>Every class of this assembly whose name ends in BitsTests holds kernels to one hash; here it does so with less of the processor, and with another C library.</summary>
public sealed class RestrictedMachineTests
{
    [Theory]
    [InlineData("DOTNET_EnableAVX512", "0")]
    [InlineData("DOTNET_EnableAVX2", "0")]
    [InlineData("DOTNET_EnableHWIntrinsic", "0")]
    [InlineData("DOTNET_TieredCompilation", "0")]
    [InlineData("GLIBC_TUNABLES", "glibc.cpu.hwcaps=-AVX2,-FMA,-AVX512F,-AVX,-FMA4")]
    public async Task A_poorer_processor_gives_the_same_bits(string variable, string value)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in new[] { typeof(RestrictedMachineTests).Assembly.Location, "--filter-class", "*BitsTests", "--no-ansi", "--no-progress" }) start.ArgumentList.Add(word);
        start.Environment[variable] = value;

        var cancelled = TestContext.Current.CancellationToken;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(cancelled), process.StandardError.ReadToEndAsync(cancelled));
        await process.WaitForExitAsync(cancelled);

        Assert.True(process.ExitCode == 0, $"{variable}={value}:\n{await output}\n{await error}");
    }
}
