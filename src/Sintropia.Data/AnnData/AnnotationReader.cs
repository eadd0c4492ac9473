using Sintropia.Data.Annotated;
using Sintropia.Data.Hdf5;
using Sintropia.Data.Matrices;
using Sintropia.Data.Tables;

namespace Sintropia.Data.AnnData;

/// <summary>Reads free annotations, and what lies beside rows. Trees that are deeper or larger than anybody writes are refused: links of a file can go round in circles.</summary>
internal sealed class AnnotationReader
{
    private const int Deepest = 32, Most = 100_000;

    private int _read;

    /// <summary>All that is in a group, by name.</summary>
    public AnnotationTree Tree(HdfGroup group, int depth = 0)
    {
        if (depth > Deepest) throw group.Wrong($"It is {depth} groups deep.", "Its links go round in circles, or it was made to mislead; write it again with AnnData.");
        var tree = new AnnotationTree();
        foreach (var name in group.Names())
        {
            if (++_read > Most) throw group.Wrong($"There are more than {Most} annotations.", "Its links go round in circles, or it was made to mislead; write it again with AnnData.");
            using var node = group.Find(name) ?? throw group.Wrong($"'{DataFileException.Shown(name)}' leads nowhere.", "Take the link away, or put back what it names.");
            tree[name] = Read(node, depth + 1);
        }

        return tree;
    }

    /// <summary>An array, matrix or table with a row a cell or gene: dense matrices of float stay matrices.</summary>
    public Annotation Beside(HdfNode node) => node is HdfDataset { Extents: [_, _], Elements: { Kind: HdfKind.Float, Size: <= 4 } } dataset ? new StoredDense(dataset.Path, dataset).Read() : Read(node, 1);

    private Annotation Read(HdfNode node, int depth) => node is HdfDataset dataset ? Of(dataset) : Of((HdfGroup)node, depth);

    private Annotation Of(HdfGroup group, int depth) => group.Text("encoding-type") switch
    {
        "dataframe" => new StoredTable(group.Path, group).Read(),
        var column when ColumnReader.IsColumn(column) => ColumnReader.Read(group, "values", -1, null),
        "csr_matrix" or "csc_matrix" => Matrix(group),
        null or "" when group.Says("h5sparse_format") => Matrix(group),
        null or "" or "dict" or "raw" or "anndata" => Tree(group, depth),
        var other => new UnreadAnnotation($"{group.Path} is of the kind '{other}', which is not read."),
    };

    private static Annotation Matrix(HdfGroup group)
    {
        var stored = StoredMatrix.Open(group.Path, group);
        try
        {
            return stored.Read();
        }
        finally
        {
            stored.Close();
        }
    }

    private static Annotation Of(HdfDataset dataset)
    {
        if (dataset.IsNothing) return new UnreadAnnotation($"{dataset.Path} is empty.");
        if (dataset.Elements.Kind == HdfKind.Records) return Records(dataset);
        if (dataset.Elements.Kind == HdfKind.Other) return new UnreadAnnotation($"{dataset.Path} has elements of a type that is not read.");
        if (dataset.Extents.Length > 0) return Array(dataset);
        return ColumnReader.Plain(dataset, "value", 1) switch
        {
            TextColumn text => text.Values[0],
            BooleanColumn boolean => boolean.Values[0],
            IntegerColumn integer => integer.Values[0],
            NumberColumn number => number.Values[0],
            _ => throw new InvalidOperationException("A plain column is of one of four kinds."),
        };
    }

    private static ArrayAnnotation Array(HdfDataset dataset) => new(ColumnReader.Plain(dataset, "values", dataset.Length()), [.. dataset.Extents.Select(extent => checked((int)extent))]);

    private static Annotation Records(HdfDataset dataset)
    {
        var odd = dataset.Elements.Fields.FirstOrDefault(f => f.Elements.Kind is HdfKind.Records or HdfKind.Other);
        if (odd.Name is not null || dataset.Extents.Length != 1) return new UnreadAnnotation($"{dataset.Path} is an array of records that is not read{(odd.Name is null ? "" : $": its field '{DataFileException.Shown(odd.Name)}' is neither number nor text")}.");
        var columns = dataset.Elements.Fields.Select(field => Field(dataset, field.Name, field.Elements.Kind)).ToArray();
        if (columns.DistinctBy(c => c.Name).Count() != columns.Length) throw dataset.Wrong("Two of its fields have one name.", "The file is damaged; get it again.");
        return new TableAnnotation(new(Enumerable.Repeat("", dataset.Length()).ToArray(), columns.AsEnumerable()), isRecords: true);
    }

    private static Column Field(HdfDataset dataset, string name, HdfKind kind)
    {
        switch (kind)
        {
            case HdfKind.Text: return new TextColumn(name, dataset.ReadTexts(0, dataset.Length(), name));
            case HdfKind.Float: return new NumberColumn(name, Numbers<double>(dataset, name));
            case HdfKind.Boolean: return new BooleanColumn(name, System.Array.ConvertAll(Numbers<sbyte>(dataset, name), static number => number != 0));
            default: return new IntegerColumn(name, Numbers<long>(dataset, name));
        }
    }

    private static T[] Numbers<T>(HdfDataset dataset, string field) where T : unmanaged, System.Numerics.INumber<T>
    {
        var numbers = new T[dataset.Length()];
        dataset.Read([0], dataset.Extents, numbers.AsSpan(), field);
        return numbers;
    }
}
