using System.Net;

namespace Sintropia.Reports.Pages;

/// <summary>The built page with three gaps: title, payload, and the tables for readers without scripts.</summary>
internal sealed class PageTemplate
{
    internal const string Resource = "report-page.html";
    private const string Title = "__SINTROPIA_TITLE__";
    private const string Payload = "__SINTROPIA_PAYLOAD__";
    private const string Tables = "__SINTROPIA_TABLES__";

    // Text and gap in turn. Cut once, before anything is filled in, so that a name that spells a gap stays a name.
    private readonly List<string> _pieces = [];

    internal PageTemplate(string html)
    {
        var at = 0;
        while (true)
        {
            var next = new[] { Title, Payload, Tables }
                .Select(gap => (gap, found: html.IndexOf(gap, at, StringComparison.Ordinal))).Where(entry => entry.found >= 0).OrderBy(entry => entry.found).FirstOrDefault();
            if (next.gap is null) break;
            _pieces.Add(html[at..next.found]);
            _pieces.Add(next.gap);
            at = next.found + next.gap.Length;
        }

        _pieces.Add(html[at..]);
        if (!_pieces.Contains(Payload))
            throw new InvalidDataException($"The page has no {Payload} to fill. Build src/Sintropia.Reports again; its page/index.html must keep that line.");
    }

    /// <summary>The page built into this assembly, or null where it was built without node.</summary>
    public static PageTemplate? Load()
    {
        using var stream = typeof(PageTemplate).Assembly.GetManifestResourceStream(Resource);
        if (stream is null) return null;
        using var reader = new StreamReader(stream);
        return new(reader.ReadToEnd());
    }

    /// <param name="name">Name of the run, not yet encoded.</param>
    /// <param name="json">The payload with every &lt; escaped.</param>
    /// <param name="tables">HTML for readers without scripts.</param>
    /// <param name="writer">Receives the page.</param>
    public void Fill(string name, string json, string tables, TextWriter writer)
    {
        foreach (var piece in _pieces)
            writer.Write(piece switch { Title => WebUtility.HtmlEncode(name), Payload => json, Tables => tables, _ => piece });
    }
}
