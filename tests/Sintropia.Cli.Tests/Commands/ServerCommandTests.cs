using Microsoft.AspNetCore.Builder;
using Sintropia.Runs.Queue;
using Sintropia.Web.Hosting;

namespace Sintropia.Cli.Tests.Commands;

/// <summary>`submit` and `watch` against a server of this process, and what `serve` refuses.</summary>
public sealed class ServerCommandTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private WebApplication _app = null!;
    private string _server = "";

    public async ValueTask InitializeAsync()
    {
        _app = LocalWeb.Build(new() { Port = 0 }, new QueueOptions { DataFolder = _folder["data"], Threads = 1, LeastFreeMegabytes = 0 });
        await _app.StartAsync();
        _server = LocalWeb.AddressOf(_app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_run_from_a_server_has_the_files_of_one_carried_out_here()
    {
        var scenario = _folder.Write("culture.yaml", Cultures.Drugged());
        (await Command.Run("run", scenario, "--out", _folder["here"], "--no-report")).Exits(ExitCode.Ok);

        var outcome = (await Command.Run("submit", scenario, "--server", _server, "--out", _folder["there"])).Exits(ExitCode.Ok);

        Assert.Contains("run-000001", outcome.Output);
        Assert.Contains("is complete", outcome.Output);
        Folders.AssertSame(_folder["here"], _folder["there"]);
    }

    [Fact]
    public async Task A_culture_founded_on_measured_cells_takes_its_founders_along_and_not_the_data()
    {
        (await Command.Run("init", _folder["study"], "--example", "measured-founders")).Exits(ExitCode.Ok);
        var scenario = _folder["study", "measured-founders.yaml"];
        (await Command.Run("run", scenario, "--out", _folder["here"], "--no-report")).Exits(ExitCode.Ok);

        (await Command.Run("submit", scenario, "--server", _server, "--out", _folder["there"])).Exits(ExitCode.Ok);

        Folders.AssertSame(_folder["here"], _folder["there"]);
        Assert.True(File.Exists(_folder["data", "runs", "run-000001", "founders.h5ad"]));
        Assert.False(Directory.Exists(_folder["data", "runs", "run-000001", "data"]));
    }

    [Fact]
    public async Task A_key_is_one_run_and_watch_follows_it_for_programs()
    {
        var scenario = _folder.Write("culture.yaml", Cultures.Small());
        var first = (await Command.Run("submit", scenario, "--server", _server, "--key", "mine", "--json")).Exits(ExitCode.Ok);
        (await Command.Run("submit", scenario, "--server", _server, "--key", "mine", "--json")).Exits(ExitCode.Ok);
        Assert.Contains("\"id\":\"run-000001\"", first.Output);

        var watched = (await Command.Run("watch", "run-000001", "--server", _server, "--json")).Exits(ExitCode.Ok);

        Assert.Contains("\"event\":\"completed\"", watched.Output);
        Assert.Matches("\"fingerprint\":\"[0-9a-f]{32}\"", watched.Output);
        (await Command.Run("watch", "run-000002", "--server", _server)).Exits(ExitCode.InvalidInput);
    }

    [Fact]
    public async Task An_invalid_scenario_is_told_before_it_is_sent()
    {
        var outcome = (await Command.Run("submit", _folder.Write("wrong.yaml", "format: 1"), "--server", _server)).Exits(ExitCode.InvalidInput);

        Assert.Contains("wrong.yaml:1:1", outcome.Error);
    }

    [Fact]
    public async Task No_server_is_told_with_what_to_do()
    {
        var outcome = (await Command.Run("submit", _folder.Write("culture.yaml", Cultures.Small()), "--server", "http://127.0.0.1:1", "--patience", "0.01 s")).Exits(ExitCode.RunFailed);

        Assert.Contains("sintropia serve", outcome.Error);
    }

    [Fact]
    public async Task An_address_that_is_none_is_told() => (await Command.Run("watch", "run-000001", "--server", "nonsense")).Exits(ExitCode.Usage);

    [Theory]
    [InlineData(ExitCode.Usage, "no token is given", "--address", "0.0.0.0")]
    [InlineData(ExitCode.Usage, "cannot be read", "--token-file", "there-is-no-such-file")]
    [InlineData(ExitCode.Usage, "Web:Port", "--port", "70000")]
    public async Task A_server_that_cannot_be_is_refused(int code, string said, params string[] words) => Assert.Contains(said, (await Command.Run(["serve", "--data", _folder["other"], .. words])).Exits(code).Error);

    [Fact]
    public async Task A_port_that_is_taken_is_told()
    {
        var taken = new Uri(_server).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains("--port", (await Command.Run("serve", "--data", _folder["other"], "--port", taken)).Exits(ExitCode.RunFailed).Error);
    }

    [Fact]
    public async Task A_data_folder_that_another_server_has_is_told() => Assert.Contains("another server", (await Command.Run("serve", "--data", _folder["data"], "--port", "0")).Exits(ExitCode.RunFailed).Error);
}
