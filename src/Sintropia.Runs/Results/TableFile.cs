using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Sintropia.Runs.Results;

/// <summary>A CSV file that grows row by row, and can be cut back to where a checkpoint left it.</summary>
public sealed class TableFile : IDisposable
{
    private readonly FileStream _stream;
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _used;
    private bool _begun;

    /// <summary>Opens a table.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="header">Names of the columns, comma-separated.</param>
    /// <param name="length">Bytes to keep; 0 starts anew.</param>
    /// <exception cref="InvalidDataException">The file is shorter than that.</exception>
    public TableFile(string path, string header, long length)
    {
        Name = Path.GetFileName(path);
        _stream = new(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, 1);
        if (_stream.Length < length)
        {
            var has = _stream.Length;
            _stream.Dispose();
            throw new InvalidDataException($"{path} has {has} bytes, fewer than the {length} that the checkpoint counted: it was changed since. Run the scenario anew into another folder.");
        }

        _stream.SetLength(length);
        _stream.Position = length;
        if (length > 0) return;
        Raw(Encoding.UTF8.GetBytes(header));
        EndRow();
    }

    /// <summary>Its file name.</summary>
    public string Name { get; }

    /// <summary>Bytes so far.</summary>
    public long Length => _stream.Position + _used;

    /// <summary>Adds a text field, quoted where CSV needs it.</summary>
    public TableFile Add(string text)
    {
        Separate();
        if (text.AsSpan().IndexOfAny(",\"\n\r") >= 0) text = '"' + text.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
        Raw(Encoding.UTF8.GetBytes(text));
        return this;
    }

    /// <summary>Adds a field of bytes that need no quotes.</summary>
    public TableFile Add(ReadOnlySpan<byte> plain)
    {
        Separate();
        Raw(plain);
        return this;
    }

    /// <summary>Adds a whole number.</summary>
    public TableFile Add(long number)
    {
        Separate();
        Room(32);
        Utf8Formatter.TryFormat(number, _buffer.AsSpan(_used), out var written);
        _used += written;
        return this;
    }

    /// <summary>Adds a number with the fewest digits that read back as the same bits.</summary>
    public TableFile Add(double number)
    {
        Separate();
        Room(32);
        number.TryFormat(_buffer.AsSpan(_used), out var written, default, CultureInfo.InvariantCulture);
        _used += written;
        return this;
    }

    /// <summary>Adds a single-precision number likewise.</summary>
    public TableFile Add(float number)
    {
        Separate();
        Room(32);
        number.TryFormat(_buffer.AsSpan(_used), out var written, default, CultureInfo.InvariantCulture);
        _used += written;
        return this;
    }

    /// <summary>Adds an identity as 32 hexadecimal digits.</summary>
    public TableFile Add(Biology.Cells.CellId id)
    {
        Separate();
        Room(32);
        Utf8Formatter.TryFormat(id.High, _buffer.AsSpan(_used), out _, new('x', 16));
        Utf8Formatter.TryFormat(id.Low, _buffer.AsSpan(_used + 16), out _, new('x', 16));
        _used += 32;
        return this;
    }

    /// <summary>Ends the row.</summary>
    public void EndRow()
    {
        Room(1);
        _buffer[_used++] = (byte)'\n';
        _begun = false;
    }

    /// <summary>Brings everything to disk.</summary>
    public void Flush()
    {
        Spill();
        _stream.Flush(flushToDisk: true);
    }

    /// <summary>Closes the file without the rows since the last <see cref="Flush"/>: a run that stops there goes on from a checkpoint, which flushes first.</summary>
    public void Dispose() => _stream.Dispose();

    private void Separate()
    {
        Room(1);
        if (_begun) _buffer[_used++] = (byte)',';
        _begun = true;
    }

    private void Raw(ReadOnlySpan<byte> bytes)
    {
        Room(bytes.Length);
        if (bytes.Length > _buffer.Length)
        {
            _stream.Write(bytes);
            return;
        }

        bytes.CopyTo(_buffer.AsSpan(_used));
        _used += bytes.Length;
    }

    private void Room(int bytes)
    {
        if (_buffer.Length - _used < bytes) Spill();
    }

    private void Spill()
    {
        _stream.Write(_buffer, 0, _used);
        _used = 0;
    }
}
