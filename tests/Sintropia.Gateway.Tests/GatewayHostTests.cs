using Microsoft.Extensions.Options;
using Sintropia.Client;
using Sintropia.Client.Runs;
using Sintropia.Client.Scenarios;
using Sintropia.Web.Hosting;

namespace Sintropia.Gateway.Tests;

public sealed class GatewayHostTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--Web:Prot=1", "Web:Prot is no setting")]
    [InlineData("--Queue:Folder=x", "Queue:Folder is no setting")]
    [InlineData("--Web:Port=many", "Web:Port")]
    [InlineData("--Web:Address=0.0.0.0", "no token is given")]
    [InlineData("--Queue:AtOnce=0", "Queue:AtOnce")]
    [InlineData("--Telemetry:OtlpEndpoint=ftp://collector", "Give a whole address")]
    [InlineData("--Telemetry:Endpoint=http://collector:4317", "Telemetry:Endpoint is no setting")]
    public void Settings_that_cannot_be_stop_it_with_what_to_do(string setting, string said) =>
        Assert.Contains(said, string.Join('\n', Assert.Throws<OptionsValidationException>(() => GatewayHost.Build([$"--Queue:DataFolder={_folder["data"]}", setting])).Failures));

    [Fact]
    public async Task It_serves_runs_with_their_reports_to_who_knows_the_token()
    {
        const string token = "0123456789abcdef0123456789abcdef";
        await using var app = GatewayHost.Build([$"--Queue:DataFolder={_folder["data"]}", "--Queue:Threads=1", "--Web:Port=0", $"--Web:Token={token}"]);
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new SintropiaClient(LocalWeb.AddressOf(app), token);
        using var stranger = new SintropiaClient(LocalWeb.AddressOf(app));

        var run = await client.Submit(new ScenarioText(Cultures.Small(1)), cancellation: TestContext.Current.CancellationToken);
        var ended = await client.Wait(run.Id, TestContext.Current.CancellationToken);

        Assert.Equal(RunStatus.Completed, ended.Run.Status);
        Assert.Contains(await client.Files(run.Id, TestContext.Current.CancellationToken), f => f.Name == "report.html");
        Assert.Equal("token-missing", (await Assert.ThrowsAsync<ApiException>(() => stranger.Get(run.Id, TestContext.Current.CancellationToken))).Kind);
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task The_program_ends_with_a_code_and_a_sentence()
    {
        using var process = ServerProcess.Run("sintropia-gateway.dll", ["--Web:Prot=1"]);
        var said = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, process.ExitCode);
        Assert.Contains("Web:Prot is no setting", said);
    }
}
