namespace Sintropia.Web.Tests.Pages;

/// <summary>A server with runs that are complete: one of two conditions with lineage, and one whose cells express something.</summary>
public sealed class PageRuns : IAsyncLifetime
{
    internal Server? Server { get; private set; }

    /// <summary>Two conditions, two replicates.</summary>
    internal JsonNode Drugged { get; private set; } = null!;

    internal string DruggedId => Drugged["run"]!["id"]!.GetValue<string>();

    /// <summary>Its folder.</summary>
    internal string Folder { get; private set; } = "";

    /// <summary>A run with expression.</summary>
    internal string Listening { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Server = await Server.Start(completed: folder => File.WriteAllText(Path.Combine(folder, "report.html"), "<!doctype html><title>Report</title><p>A report of the test</p>"));
        var drugged = await Server.Submit(Cultures.Drugged);
        Listening = await Server.Submit(Cultures.Listening);
        Drugged = await Server.End(drugged);
        var listened = await Server.End(Listening);
        Assert.Equal("completed", listened["run"]!["status"]!.GetValue<string>());
        Folder = (await Server.Runs.Get(new(drugged))).Directory;
    }

    public ValueTask DisposeAsync() => Server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
