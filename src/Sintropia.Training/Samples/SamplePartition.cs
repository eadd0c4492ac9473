using System.Collections.Immutable;
using Sintropia.Data;
using Sintropia.Data.AnnData;
using Sintropia.Data.Tables;
using Sintropia.Predictors.Gem;

namespace Sintropia.Training.Samples;

/// <summary>Lays a file of cells out as studies, with its columns under the names of fields.</summary>
public static class SamplePartition
{
    private const int RowsAtOnce = 1024;
    private const string Perturbation = "perturbation_ontology_id";

    /// <summary>Writes a file for each study.</summary>
    /// <param name="options">What.</param>
    /// <param name="cancelled">Ends it between two studies.</param>
    /// <returns>Studies and their cells.</returns>
    /// <exception cref="TrainingException">A field or column is not there, or no study is named.</exception>
    /// <exception cref="DataFileException">A file is damaged, or cannot be written.</exception>
    public static ImmutableSortedDictionary<string, int> Run(PartitionOptions options, CancellationToken cancelled = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        string[] fields = [.. GemVocabulary.Published.SelectMany(g => g.Fields)];
        foreach (var (field, _) in options.Columns.Concat(options.Values))
            if (!fields.Contains(field)) throw new TrainingException($"'{field}' is no field of samples.{(NearestName.To(field, fields) is { } near ? $" Did you mean {near}?" : "")} There are {string.Join(", ", fields)}.");
        if (!options.Columns.Concat(options.Values).Any(f => f.Key == SampleFolder.Study)) throw new TrainingException("No study is named. Say which column is it, as study=donor, or give all cells one.");
        if (!CellFile.IsAnnData(options.Cells)) throw new TrainingException($"{options.Cells}: studies are made of an .h5ad file. Bring it to that form first: sintropia convert.");
        using var file = AnnDataFile.Open(options.Cells);
        var (matrix, names, var) = (file.Matrix(options.Layer), file.Obs.ReadNames(), file.Var.Read());
        var texts = options.Values.Select(v => (v.Key, Texts: (Func<int, string>)(_ => v.Value))).Concat(options.Columns.Select(c => (c.Key, Texts: Read(file.Obs.Read(c.Value), c.Key, options)))).ToDictionary(t => t.Key, t => t.Texts, StringComparer.Ordinal);
        Dictionary<string, int> written = new(StringComparer.Ordinal);
        foreach (var study in Enumerable.Range(0, file.Cells).GroupBy(row => options.Prefix + texts[SampleFolder.Study](row), StringComparer.Ordinal))
        {
            cancelled.ThrowIfCancellationRequested();
            var path = Free(options.Output, study.Key);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var writer = AnnDataWriter.Create(path, new Table(var.Names));
            foreach (var rows in study.Chunk(RowsAtOnce))
                writer.Append(new([.. rows.Select(row => names[row])], texts.Where(t => t.Key != SampleFolder.Study).OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => (Column)CategoryColumn.Of(t.Key, [.. rows.Select(row => t.Value(row) is { Length: > 0 } text ? text : null)]))), matrix.ReadRows(rows));
            writer.Complete();
            written[study.Key] = study.Count();
        }

        return written.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    private static Func<int, string> Read(Column column, string field, PartitionOptions options) => row =>
    {
        var text = column.Text(row) ?? "";
        return field == Perturbation && options.Joined.Length > 0 ? text.Replace(options.Joined, "|", StringComparison.Ordinal) : text;
    };

    private static string Free(string root, string study)
    {
        var number = 0;
        while (File.Exists(SampleFolder.PartPath(root, study, number))) number++;
        return SampleFolder.PartPath(root, study, number);
    }
}
