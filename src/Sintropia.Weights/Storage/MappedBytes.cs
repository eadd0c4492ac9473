using System.IO.MemoryMappedFiles;

namespace Sintropia.Weights.Storage;

/// <summary>A file mapped into memory: the system reads the pages that are looked at, and no others.</summary>
/// <remarks>
/// The pointer is held until <see cref="Dispose"/>: spans stay valid however long they live when nobody disposes, and are dangling after somebody did.
/// A file that another process cuts short while it is mapped ends this process, as with any mapping; writers that rename (as ours does) leave mapped files alone.
/// </remarks>
internal sealed unsafe class MappedBytes : WeightBytes
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private byte* _start;

    private MappedBytes(MemoryMappedFile file, MemoryMappedViewAccessor view, long length)
    {
        _file = file;
        _view = view;
        Length = length;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        _start += view.PointerOffset;
    }

    public override long Length { get; }

    /// <summary>Maps a whole file.</summary>
    /// <exception cref="WeightsException">It is not there, is not a file, may not be read, or is empty.</exception>
    public static MappedBytes Open(string path)
    {
        try
        {
            if (Directory.Exists(path)) throw new WeightsException(path, null, "This is a folder.", "Name a file in it.");
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
            var length = stream.Length;
            if (length == 0) throw new WeightsException(path, null, "The file is empty.", "It was probably not copied to its end: fetch it again.");
            var file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
            try
            {
                return new(file, file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read), length);
            }
            catch
            {
                file.Dispose();
                throw;
            }
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new WeightsException(path, null, "There is no such file.", "Check the path.", missing);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new WeightsException(path, null, $"The file cannot be read: {failed.Message}", "Check that it is a plain file and may be read.", failed);
        }
    }

    public override ReadOnlySpan<byte> Slice(long start, int length)
    {
        ObjectDisposedException.ThrowIf(_start is null, typeof(WeightFile));
        Check(start, length);
        return new(_start + start, length);
    }

    public override void Dispose()
    {
        if (_start is null) return;
        _start = null;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
