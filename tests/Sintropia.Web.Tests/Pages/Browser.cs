using System.Diagnostics;
using System.Text.Json;
using Sintropia.Web.Hosting;

namespace Sintropia.Web.Tests.Pages;

/// <summary>A real browser, driven by the flows beside this file. Where there is none, or the page was built without node, tests skip and say so.</summary>
internal static class Browser
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private static string Root { get; } = Climb();

    private static string Page => Path.Combine(Root, "src", "Sintropia.Web", "page");

    /// <summary>Where the browser is; null where there is none.</summary>
    private static string? Program { get; } = Environment.GetEnvironmentVariable("SINTROPIA_CHROMIUM") ??
        (from name in Names from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator) select Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>Skips the test where it cannot be done.</summary>
    public static void Need()
    {
        Assert.SkipUnless(typeof(LocalWeb).Assembly.GetManifestResourceNames().Any(n => n.StartsWith("page/assets/", StringComparison.Ordinal)), "The page was built without node: this build serves the plain one.");
        Assert.SkipUnless(Program is not null, "There is no Chromium on this machine: install chromium, or name one in SINTROPIA_CHROMIUM.");
        Assert.SkipUnless(Directory.Exists(Path.Combine(Page, "node_modules", "playwright-core")), "The driver of the browser is not here: run `npm ci` in src/Sintropia.Web/page.");
    }

    /// <summary>Carries a flow out.</summary>
    /// <param name="flow">Its name, as a function of steering.mjs or reading.mjs.</param>
    /// <param name="address">The server's.</param>
    /// <param name="told">What the flow is told of what the server holds.</param>
    public static async Task Follow(string flow, Uri address, object? told = null)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Root };
        foreach (var word in (string[])[Path.Combine(Root, "tests", "Sintropia.Web.Tests", "Pages", "flows", "flow.mjs"), address.ToString().TrimEnd('/'), flow, JsonSerializer.Serialize(told ?? new { })]) start.ArgumentList.Add(word);
        start.Environment["SINTROPIA_PAGE"] = Page;
        start.Environment["SINTROPIA_CHROMIUM"] = Program;
        using var process = Process.Start(start)!;
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }

        Assert.True(process.ExitCode == 0, $"{flow}: {string.Join('\n', await said)}");
    }

    private static string Climb()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Sintropia.Embedded.slnf"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("These tests run inside the repository, whose page they open.");
    }
}
