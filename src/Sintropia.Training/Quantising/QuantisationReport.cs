using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using Sintropia.Training.Running;

namespace Sintropia.Training.Quantising;

/// <summary>What a study found, as tables for programs, for people and for the browser.</summary>
/// <param name="About">Cells and labels, in a sentence.</param>
/// <param name="Alpha">The share that intervals may miss.</param>
/// <param name="Models">By model.</param>
/// <param name="Products">Products with large matrices.</param>
public sealed record QuantisationReport(string About, double Alpha, ImmutableArray<ModelFinding> Models, ImmutableArray<ProductFinding> Products)
{
    private const string Title = "A byte for each weight";

    /// <summary>Writes quantisation.csv, layers.csv, conformal.csv, products.csv, quantisation.md and quantisation.html.</summary>
    /// <param name="folder">Where to; it is made.</param>
    /// <param name="command">What made it, for people.</param>
    public void Write(string folder, string command)
    {
        Directory.CreateDirectory(folder);
        foreach (var table in Tables()) TrainingFolder.Write(Path.Combine(folder, $"{table.Name}.csv"), Csv(table));
        var text = new StringBuilder($"# {Title}\n\nMade by `{command}`. {About}\n");
        foreach (var model in Models) text.Append(CultureInfo.InvariantCulture, $"\n- {model.Model}: {(model.Note.Length > 0 ? model.Note : "the user's weights.")}");
        foreach (var table in Tables()) text.Append(CultureInfo.InvariantCulture, $"\n\n## {table.Title}\n\n{table.What}\n\n| {string.Join(" | ", table.Columns)} |\n|{string.Concat(Enumerable.Repeat("---|", table.Columns.Length))}\n{string.Join('\n', table.Rows.Select(r => $"| {string.Join(" | ", r)} |"))}");
        TrainingFolder.Write(Path.Combine(folder, "quantisation.md"), text.Append('\n').ToString());
        TrainingFolder.Write(Path.Combine(folder, "quantisation.html"), Html(command));
    }

    private string Html(string command)
    {
        var text = new StringBuilder($"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Title}</title><style>body{{font:15px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:#222}}table{{border-collapse:collapse;font-size:13px}}td,th{{border-bottom:1px solid #ddd;padding:.25rem .6rem;text-align:right;white-space:nowrap}}td:first-child,th:first-child{{text-align:left}}svg text{{font:11px system-ui,sans-serif}}.scroll{{overflow-x:auto}}</style></head><body><h1>{Title}</h1><p>Made by <code>{Safe(command)}</code>. {Safe(About)}</p><ul>");
        foreach (var model in Models) text.Append(CultureInfo.InvariantCulture, $"<li>{Safe(model.Model)}: {Safe(model.Note.Length > 0 ? model.Note : "the user's weights.")}</li>");
        text.Append("</ul>");
        foreach (var table in Tables()) text.Append(CultureInfo.InvariantCulture, $"<h2>{Safe(table.Title)}</h2><p>{Safe(table.What)}</p>{(table.Name == "layers" ? string.Concat(Models.Select(Bars)) : "")}<div class=\"scroll\"><table><tr>{string.Concat(table.Columns.Select(c => $"<th>{Safe(c)}</th>"))}</tr>{string.Concat(table.Rows.Select(r => $"<tr>{string.Concat(r.Select(c => $"<td>{Safe(c)}</td>"))}</tr>"))}</table></div>");
        return text.Append("</body></html>\n").ToString();
    }

    private static string Bars(ModelFinding model)
    {
        const int left = 300, wide = 640, high = 18;
        var most = model.Layers.Select(l => l.Change).DefaultIfEmpty(0).Max();
        if (most <= 0) return "";
        var text = new StringBuilder($"<figure><figcaption>{Safe(model.Model)}: change of embeddings, layer by layer</figcaption><svg width=\"{wide}\" height=\"{model.Layers.Length * high + 6}\" role=\"img\">");
        foreach (var (i, layer) in model.Layers.Index()) text.Append(CultureInfo.InvariantCulture, $"<text x=\"{left - 8}\" y=\"{i * high + 14}\" text-anchor=\"end\">{Safe(layer.Layer.Name)}</text><rect x=\"{left}\" y=\"{i * high + 3}\" width=\"{(wide - left - 80) * layer.Change / most:0.#}\" height=\"12\" fill=\"#2b5b9e\"/><text x=\"{left + 6 + (wide - left - 80) * layer.Change / most:0.#}\" y=\"{i * high + 14}\">{Short(layer.Change)}</text>");
        return text.Append("</svg></figure>").ToString();
    }

    private IEnumerable<ReportTable> Tables() =>
    [
        new("quantisation", "Before and after", "Matrices of genes, transformer and expression in a byte each with a scale for each row; what is summed is float32. Speed is that of the machine that wrote this, the least of five by turns; whole cells are rows by the hundred, for which products in bytes are no quicker.", ["model", "measure", "float32", "int8", "int8 / float32"],
            [.. from model in Models from measure in model.Measures select new[] { model.Model, measure.Measure, Short(measure.Before), Short(measure.After), Short(measure.After / measure.Before) }]),
        new("conformal", "Conformal intervals", string.Create(CultureInfo.InvariantCulture, $"Split conformal at α = {Alpha}: calibrated on cells that nothing was trained on, tried on others. Least and most: the exact beta-binomial band of nine in ten for exchangeable cells. Width: of intervals, or labels in a set."), ["model", "of", "weights", "quantile", "calibrating", "tried", "covered", "least", "most", "in band", "width"],
            [.. from model in Models from c in model.Conformal select new[] { model.Model, c.Of, c.Weights, Short(c.Quantile), Whole(c.Calibrating), Whole(c.Tried), Whole(c.Covered), Whole(c.Least), Whole(c.Most), c.IsInBand ? "yes" : "no", Short(c.Width) }]),
        new("layers", "Layer by layer", "Each layer quantised alone. Error: of its weights, relative. Change: of the embeddings of 16 test cells, root mean square over that of the embeddings.", ["model", "layer", "rows", "columns", "bytes before", "bytes after", "error", "change", "largest change"],
            [.. from model in Models from l in model.Layers select new[] { model.Model, l.Layer.Name, Whole(l.Layer.Rows), Whole(l.Layer.Columns), Whole(l.Layer.BytesBefore), Whole(l.Layer.BytesAfter), Short(l.Layer.Error), Short(l.Change), Short(l.LargestChange) }]),
        new("products", "Products with large matrices", "Sizes whose weights come from memory; microseconds, the least of 40 by turns.", ["rows", "inputs", "outputs", "float32", "int8", "times as fast"], [.. Products.Select(p => new[] { Whole(p.Rows), Whole(p.Inputs), Whole(p.Outputs), Short(p.Before), Short(p.After), Short(p.Ratio) })]),
    ];

    private static string Csv(ReportTable table) => string.Concat(table.Rows.Prepend([.. table.Columns.Select(c => c.Replace(' ', '_'))]).Select(row => string.Join(',', row.Select(cell => cell.Contains(',', StringComparison.Ordinal) ? $"\"{cell}\"" : cell)) + "\n"));

    private static string Short(double number) => double.IsFinite(number) ? number.ToString(Math.Abs(number) >= 1000 ? "0" : "0.#####", CultureInfo.InvariantCulture) : "";

    private static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Safe(string text) => WebUtility.HtmlEncode(text);

    private sealed record ReportTable(string Name, string Title, string What, string[] Columns, string[][] Rows);
}
