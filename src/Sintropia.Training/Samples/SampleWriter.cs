using Sintropia.Data.AnnData;
using Sintropia.Data.Annotated;
using Sintropia.Data.Matrices;
using Sintropia.Data.Tables;

namespace Sintropia.Training.Samples;

/// <summary>Writes samples of one study as study=NAME/part-00000.h5ad, part-00001.h5ad, …, each of at most so many rows and of one modality.</summary>
internal sealed class SampleWriter(string root, string study, int rowsPerFile, Func<AnnotationTree> uns) : IDisposable
{
    private AnnDataWriter? _writer;
    private string _modality = "";

    /// <summary>Files so far.</summary>
    public int Files { get; private set; }

    /// <summary>Rows so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Adds samples.</summary>
    public void Append(string modality, IReadOnlyList<string> genes, Table obs, CellMatrix? x, IReadOnlyDictionary<string, CellMatrix> layers, IReadOnlyDictionary<string, CellMatrix> obsm)
    {
        if (_writer is not null && (modality != _modality || _writer.Cells + obs.Rows > rowsPerFile)) End();
        if (_writer is null)
        {
            var path = SampleFolder.PartPath(root, study, Files);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            _writer = AnnDataWriter.Create(path, new Table([.. genes]));
            _modality = modality;
        }

        _writer.Append(obs, x, layers, obsm);
        Rows += obs.Rows;
    }

    /// <summary>Completes the file that is open, if one is.</summary>
    public void End()
    {
        if (_writer is null) return;
        _writer.Complete(uns());
        _writer.Dispose();
        _writer = null;
        Files++;
    }

    public void Dispose() => _writer?.Dispose();
}
