using Sintropia.Data;
using Sintropia.Data.AnnData;
using Sintropia.Data.Annotated;
using Sintropia.Data.Delimited;
using Sintropia.Data.Genes;
using Sintropia.Data.Matrices;
using Sintropia.Data.Tables;
using Sintropia.Predictors.Gem;

namespace Sintropia.Training.Samples;

/// <summary>An open file of samples: what is known of them is in memory, counts of .h5ad files are read when asked for.</summary>
public sealed class SampleFile : IDisposable
{
    private static readonly HashSet<string> s_fields = [.. GemVocabulary.Published.SelectMany(g => g.Fields)];

    private readonly AnnDataFile? _file;
    private readonly CellMatrix? _counts;

    private SampleFile(SamplePart part, AnnDataFile? file, AnnotatedMatrix? held)
    {
        (Part, _file, _counts) = (part, file, held?.X);
        var (obs, var) = file is null ? (held!.Obs, held.Var) : (file.Obs.Read(), file.Var.Read());
        (Names, Genes) = (obs.Names, var.Names);
        Known = WithControls(new(obs.Rows, s_fields.Select(field => KeyValuePair.Create(field, Texts(obs, field))).Where(f => f.Value.Any(t => t.Length > 0))));
    }

    /// <summary>Which file of the data set.</summary>
    public SamplePart Part { get; }

    /// <summary>Name of each sample.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Genes in the order of columns; none where only what is known is there.</summary>
    public IReadOnlyList<string> Genes { get; }

    /// <summary>What is known of the samples; fields of which nothing is known are left out.</summary>
    public GemTable Known { get; }

    /// <summary>Whether samples have counts.</summary>
    public bool HasCounts => Genes.Count > 0 && (_counts is not null || _file?.X is not null);

    /// <summary>Opens a file.</summary>
    /// <param name="part">Which.</param>
    /// <exception cref="TrainingException">A column contradicts the name of its folder.</exception>
    /// <exception cref="DataFileException">It is not there, or damaged.</exception>
    public static SampleFile Open(SamplePart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        if (!CellFile.IsAnnData(part.Path)) return new(part, null, DelimitedFile.Read(part.Path, texts: s_fields));
        var file = AnnDataFile.Open(part.Path);
        try
        {
            return new(part, file, null);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Counts of some samples in a panel; genes that the file lacks are 0.</summary>
    /// <param name="rows">Which samples.</param>
    /// <param name="panel">Genes in the order of columns.</param>
    /// <returns>[samples, genes], row after row.</returns>
    /// <exception cref="TrainingException">A value is no count.</exception>
    public float[] Counts(ReadOnlySpan<int> rows, GenePanel panel)
    {
        ArgumentNullException.ThrowIfNull(panel);
        if (!HasCounts) throw new TrainingException($"{Part.Path}: its samples have no counts. Give X, or columns of genes.");
        var read = _counts is null ? _file!.X!.ReadRows(rows) : _counts.SelectRows(rows);
        var (all, chosen) = (new float[read.Columns], new float[checked(rows.Length * panel.Count)]);
        var places = Genes.Select(panel.Find).ToArray();
        for (var i = 0; i < rows.Length; i++)
        {
            read.CopyRow(i, all);
            for (var gene = 0; gene < all.Length; gene++)
            {
                if (!(all[gene] >= 0 && float.IsFinite(all[gene]))) throw new TrainingException(FormattableString.Invariant($"{Part.Path}: sample '{Names[rows[i]]}' has {all[gene]} of {Genes[gene]}, which is no count. Give counts, not logarithms or scaled values."));
                if (places[gene] >= 0) chosen[i * panel.Count + places[gene]] += all[gene];
            }
        }

        return chosen;
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    // However a study calls its controls, they are one kind without a name and dose.
    private static GemTable WithControls(GemTable known)
    {
        const string id = "perturbation_ontology_id", kind = "perturbation_type", dose = "perturbation_dose";
        var (ids, kinds, doses) = (known[id].ToArray(), known[kind].ToArray(), known[dose].ToArray());
        var any = false;
        for (var i = 0; i < ids.Length; i++)
            if (ControlNames.Has(ids[i]) || ControlNames.Has(kinds[i])) (ids[i], kinds[i], doses[i], any) = ("", GemPredictor.Control, "", true);
        if (!any) return known;
        known = known.With(id, ids).With(kind, kinds);
        return known.Fields.Contains(dose) ? known.With(dose, doses) : known;
    }

    private IReadOnlyList<string> Texts(Table obs, string field)
    {
        var said = Part.Said.GetValueOrDefault(field);
        string[] texts = obs.TryFind(field, out var column) ? [.. Enumerable.Range(0, obs.Rows).Select(row => column.Text(row) ?? "")] : [.. Enumerable.Repeat(said ?? "", obs.Rows)];
        if (said is null) return texts;
        for (var i = 0; i < texts.Length; i++)
            texts[i] = texts[i].Length == 0 || texts[i] == said ? said : throw new TrainingException($"{Part.Path}: sample '{obs.Names[i]}' says {field} '{texts[i]}', and its folder '{said}'. Move the sample, or correct the column.");
        return texts;
    }
}
