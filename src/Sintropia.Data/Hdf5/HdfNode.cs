namespace Sintropia.Data.Hdf5;

/// <summary>A group or dataset that is being written.</summary>
internal abstract class HdfNode(HdfId id, HdfFile file, string path) : IDisposable
{
    public HdfId Id { get; } = id;

    public HdfFile File { get; } = file;

    /// <summary>Where it is in the file: /obs/cell_type.</summary>
    public string Path { get; } = path;

    /// <summary>What is wrong with it.</summary>
    public DataFileException Wrong(string problem, string remedy, Exception? inner = null) => new(File.Name, Path, problem, remedy, inner);

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
