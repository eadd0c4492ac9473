using System.ComponentModel;
using System.Diagnostics;

namespace Sintropia.Client.Tests;

/// <summary>Runs the tests of client/python against a server of this process; skipped where there is no Python.</summary>
public sealed class PythonClientTests(LocalServer server) : IClassFixture<LocalServer>
{
    private static readonly string[] Pythons = ["/usr/bin/python3", "python3", "python"];

    [Fact]
    public async Task The_tests_of_the_python_client_pass()
    {
        var folder = Path.Combine(Root(), "client", "python");
        await using var proxy = new CuttingProxy(server.Address, connection => 3000 + 200 * (connection % 7));
        foreach (var python in Pythons)
        {
            var start = new ProcessStartInfo(python, ["-B", "-m", "unittest", "discover", "-s", "tests"]) { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true };
            (start.Environment["SINTROPIA_SERVER"], start.Environment["SINTROPIA_CUT_SERVER"], start.Environment["PYTHONPATH"]) = (server.Address, proxy.Address, folder);
            start.Environment.Remove("SINTROPIA_TOKEN");
            Process process;
            try
            {
                process = Process.Start(start)!;
            }
            catch (Win32Exception)
            {
                continue;
            }

            using (process)
            {
                var (said, printed) = (process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
                await process.WaitForExitAsync(TestContext.Current.CancellationToken);
                Assert.True(process.ExitCode == 0, $"{await said}\n{await printed}");
                Assert.Matches(@"Ran [1-9]\d* tests", await said);
                return;
            }
        }

        Assert.Skip("There is no Python on this machine: client/python was not tested.");
    }

    private static string Root()
    {
        for (var at = AppContext.BaseDirectory; at is not null; at = Path.GetDirectoryName(at))
            if (File.Exists(Path.Combine(at, "Sintropia.Orleans.sln"))) return at;
        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds the repository.");
    }
}
