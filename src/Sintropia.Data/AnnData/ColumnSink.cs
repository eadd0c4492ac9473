using Sintropia.Data.Hdf5;
using Sintropia.Data.Tables;

namespace Sintropia.Data.AnnData;

/// <summary>A column that is being written by blocks of rows, in the encoding of its kind. Whether values are missing is known at the end only: so values lie under a name of their own until then.</summary>
internal abstract class ColumnSink : IDisposable
{
    private const string Aside = "__sintropia_values__";

    private readonly HdfGroup _table;

    private ColumnSink(HdfGroup table, string name, HdfColumn values)
    {
        _table = table;
        Name = name;
        Values = values;
    }

    public string Name { get; }

    private protected HdfColumn Values { get; }

    /// <summary>Begins a column of the kind of its first block.</summary>
    public static ColumnSink Create(HdfGroup table, Column first, HdfPacking packing)
    {
        Encodings.Name(table, first.Name);
        if (first.Name is "_index" or ColumnReader.LegacyCategories || first.Name.StartsWith(Aside, StringComparison.Ordinal)) throw table.Wrong($"AnnData keeps the name '{first.Name}' for itself.", "Rename the column.");
        return first switch
        {
            NumberColumn => new Numbers(table, first.Name, Made(table, first, HdfTypes.DoubleInFile, 8, packing)),
            IntegerColumn => new Integers(table, first.Name, Made(table, first, HdfTypes.Int64InFile, 8, packing)),
            BooleanColumn => new Booleans(table, first.Name, MadeOfBooleans(table, first, packing)),
            TextColumn { Missing: null } => new Texts(table, first.Name, MadeOfTexts(table, first, packing)),
            _ => new Categories(table, first.Name, Made(table, first, CodesInFile(first), 4, packing)),
        };
    }

    /// <summary>Adds rows.</summary>
    public abstract void Append(Column block);

    /// <summary>Puts the column under its name.</summary>
    public abstract void Complete();

    public void Dispose() => Values.Dispose();

    /// <summary>The values are the column.</summary>
    private protected void Place() => _table.Move(Aside + Name, _table, Name);

    /// <summary>The values are part of a group.</summary>
    private protected HdfGroup Place(string kind, string version, string part)
    {
        var group = _table.Create(Name).As(kind, version);
        _table.Move(Aside + Name, group, part);
        return group;
    }

    private protected ArgumentException Another(Column block) => new($"Column '{Name}' has {block.Kind} in one block of rows and had others in the first.");

    private static HdfColumn Made(HdfGroup table, Column first, long type, int size, HdfPacking packing) => HdfColumn.Create(table, Aside + first.Name, type, size, [], packing).As("array", "0.2.0");

    private static HdfColumn MadeOfBooleans(HdfGroup table, Column first, HdfPacking packing)
    {
        using var type = HdfTypes.Boolean();
        return Made(table, first, type.Value, 1, packing);
    }

    private static HdfColumn MadeOfTexts(HdfGroup table, Column first, HdfPacking packing)
    {
        using var type = HdfTypes.Text();
        return HdfColumn.Create(table, Aside + first.Name, type.Value, 16, [], packing).As("string-array", "0.2.0");
    }

    // As pandas: one byte where it is enough. Blocks that follow may bring more categories, which the file then says it cannot hold.
    private static long CodesInFile(Column first) => first is CategoryColumn { Fixed: true } category ? category.Categories.Length switch { <= sbyte.MaxValue => HdfTypes.Int8InFile, <= short.MaxValue => HdfTypes.Int16InFile, _ => HdfTypes.Int32InFile } : HdfTypes.Int32InFile;

    private sealed class Numbers(HdfGroup table, string name, HdfColumn values) : ColumnSink(table, name, values)
    {
        public override void Append(Column block)
        {
            if (block is not NumberColumn numbers) throw Another(block);
            Values.Append<double>(numbers.Missing is { } missing ? [.. numbers.Values.Zip(missing, (value, none) => none ? double.NaN : value)] : numbers.Values, block.Length);
        }

        public override void Complete() => Place();
    }

    /// <summary>What needs a mask where values are missing, since it has no value for that.</summary>
    private abstract class Masked(HdfGroup table, string name, HdfColumn values, string kind) : ColumnSink(table, name, values)
    {
        private bool[]? _missing;

        public override void Append(Column block)
        {
            var before = (int)Values.Rows;
            Add(block);
            if (block.Missing is null && _missing is null) return;
            Array.Resize(ref _missing, before + block.Length);
            block.Missing?.CopyTo(_missing, before);
        }

        public override void Complete()
        {
            if (_missing is null)
            {
                Place();
                return;
            }

            using var group = Place(kind, "0.1.0", "values");
            Array.Resize(ref _missing, (int)Values.Rows);
            using var mask = group.Write(name: "mask", _missing, [_missing.Length]).As("array", "0.2.0");
        }

        private protected abstract void Add(Column block);
    }

    private sealed class Integers(HdfGroup table, string name, HdfColumn values) : Masked(table, name, values, "nullable-integer")
    {
        private protected override void Add(Column block) => Values.Append<long>(block is IntegerColumn integers ? integers.Values : throw Another(block), block.Length);
    }

    private sealed class Booleans(HdfGroup table, string name, HdfColumn values) : Masked(table, name, values, "nullable-boolean")
    {
        private protected override void Add(Column block) => Values.Append(block is BooleanColumn booleans ? booleans.Values : throw Another(block));
    }

    private sealed class Texts(HdfGroup table, string name, HdfColumn values) : ColumnSink(table, name, values)
    {
        public override void Append(Column block)
        {
            if (block is not TextColumn { Missing: null } texts) throw block is TextColumn ? new ArgumentException($"Column '{Name}' has missing texts, which AnnData keeps as categories. Make it a CategoryColumn in all blocks.") : Another(block);
            Values.Append(texts.Values);
        }

        public override void Complete() => Place();
    }

    private sealed class Categories(HdfGroup table, string name, HdfColumn values) : ColumnSink(table, name, values)
    {
        private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
        private Column? _first;
        private bool _ordered;

        public override void Append(Column block)
        {
            var category = block as CategoryColumn ?? (block is TextColumn text ? CategoryColumn.Of(text.Name, [.. Enumerable.Range(0, text.Length).Select(text.Text)]) : throw Another(block));
            if (_first is null) _ordered = category.Ordered;
            _first ??= category.Categories;
            var places = new int[category.Categories.Length];
            for (var i = 0; i < places.Length; i++)
            {
                var known = category.Categories.Text(i) ?? throw new ArgumentException($"Column '{Name}': category {i} is missing.");
                if (_places.TryGetValue(known, out places[i])) continue;
                _places[known] = places[i] = _places.Count;
            }

            if (_places.Count > _first.Length && _first is not TextColumn) throw new ArgumentException($"Column '{Name}' has other categories in one block of rows than in the first; only texts may be added.");
            Values.Append<int>(Array.ConvertAll(category.Codes, code => code < 0 ? -1 : places[code]), block.Length);
        }

        public override void Complete()
        {
            using var group = Place("categorical", "0.2.0", "codes");
            group.Say("ordered", _ordered);
            var texts = _first is null or TextColumn ? new TextColumn("categories", [.. _places.Keys]) : _first;
            using var categories = PlainWriter.Write(group, "categories", texts, [texts.Length]);
        }
    }
}
