using System.Net;
using System.Text;
using Sintropia.Reports.Effects;
using Sintropia.Reports.Pages;

namespace Sintropia.Design.Writing;

/// <summary>The page of a design: words, tables and figures in one HTML file without scripts, in the frame of the plain reports.</summary>
/// <param name="title">What was designed.</param>
internal sealed class DesignPage(string title)
{
    private readonly StringBuilder _html = new($"<h1>{Encoded(title)}</h1>\n");

    /// <summary>A heading.</summary>
    public DesignPage Heading(string text) => Add($"<h2>{Encoded(text)}</h2>\n");

    /// <summary>A sentence or more.</summary>
    public DesignPage Paragraph(string text) => Add($"<p>{Encoded(text)}</p>\n");

    /// <summary>What a reader must not miss: a search that did not beat its null, an answer far from training.</summary>
    public DesignPage Notice(string text) => Add($"<p role=\"note\"><strong>{Encoded(text)}</strong></p>\n");

    /// <summary>A table; nothing where it has no rows.</summary>
    public DesignPage Table(string caption, IReadOnlyList<string> header, IEnumerable<string?[]> rows)
    {
        PlainPage.Table(_html, caption, header, rows);
        return this;
    }

    /// <summary>A figure; nothing where it has no points.</summary>
    public DesignPage Figure(Plot plot) => plot.Svg() is { Length: > 0 } svg ? Add($"<figure style=\"margin:1rem 0\">{svg}<figcaption>{Encoded(plot.Title)}</figcaption></figure>\n") : this;

    /// <summary>Writes it under a temporary name and renames it.</summary>
    public void Write(string path) => CsvFile.Renamed(path, writer => PlainPage.Write(title, _html.ToString(), unbuilt: false, writer));

    private DesignPage Add(string html)
    {
        _html.Append(html);
        return this;
    }

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
