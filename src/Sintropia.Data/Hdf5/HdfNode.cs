using static Sintropia.Data.Hdf5.HdfCalls;

namespace Sintropia.Data.Hdf5;

/// <summary>An open group or dataset.</summary>
internal abstract class HdfNode(HdfId id, HdfFile file, string path) : IDisposable
{
    public HdfId Id { get; } = id;

    public HdfFile File { get; } = file;

    /// <summary>Where it is in the file: /obs/cell_type.</summary>
    public string Path { get; } = path;

    /// <summary>What is wrong with it.</summary>
    public DataFileException Wrong(string problem, string remedy, Exception? inner = null) => new(File.Name, Path, problem, remedy, inner);

    /// <summary>That the library refused something, with its words. The library has been entered.</summary>
    public DataFileException Refused(string what) => Wrong($"{what}: libhdf5 says: {HdfErrors.Take()}.", "The file is damaged, or was not closed by whoever wrote it; get it again.");

    /// <summary>A text that it says of itself, or null.</summary>
    public string? Text(string attribute)
    {
        using var entered = HdfLibrary.Enter();
        using var read = HdfAttribute.Open(this, attribute);
        return read is { Elements.Kind: HdfKind.Text } ? read.Texts() is [var text, ..] ? text : null : null;
    }

    /// <summary>Texts that it says of itself, or null.</summary>
    public string[]? Texts(string attribute)
    {
        using var entered = HdfLibrary.Enter();
        using var read = HdfAttribute.Open(this, attribute);
        return read switch
        {
            null => null,
            { Elements.Kind: HdfKind.Text } => read.Texts(),
            _ => read.Count == 0 ? [] : null, // h5py writes an empty list as floats
        };
    }

    /// <summary>Whole numbers or booleans that it says of itself, or null.</summary>
    public long[]? Integers(string attribute)
    {
        using var entered = HdfLibrary.Enter();
        using var read = HdfAttribute.Open(this, attribute);
        return read is { Elements.Kind: HdfKind.Integer or HdfKind.Boolean } ? read.Integers() : null;
    }

    /// <summary>Whether it says something of that name.</summary>
    public bool Says(string attribute)
    {
        using var entered = HdfLibrary.Enter();
        return H5Aexists(Id.Value, attribute) > 0;
    }

    /// <summary>Writes a text that it says of itself.</summary>
    public void Say(string attribute, string text) => HdfAttribute.Write(this, attribute, [text], scalar: true);

    /// <summary>Writes texts that it says of itself.</summary>
    public void Say(string attribute, string[] texts) => HdfAttribute.Write(this, attribute, texts, scalar: false);

    /// <summary>Writes whole numbers that it says of itself.</summary>
    public void Say(string attribute, params long[] numbers) => HdfAttribute.Write(this, attribute, numbers);

    /// <summary>Writes whether it is something.</summary>
    public void Say(string attribute, bool value) => HdfAttribute.Write(this, attribute, value);

    public virtual void Dispose() => Id.Dispose();
}
