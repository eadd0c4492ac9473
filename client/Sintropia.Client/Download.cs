using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Sintropia.Client;

/// <summary>Brings a file here. Until it is whole it lies beside its place as `NAME.part`, with the server's word for its version in `NAME.part.tag`: whoever goes on asks for the rest of that version.</summary>
internal sealed class Download(Channel channel, string address, string path)
{
    private const int MostInVain = 20;

    private readonly string _part = path + ".part", _tag = path + ".part.tag";

    public async Task Run(IProgress<long>? progress, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        for (var inVain = 0; ;)
        {
            var before = Length;
            try
            {
                var hash = await Attempt(progress, cancellation);
                if (hash is not null) await Check(hash, cancellation);
                File.Move(_part, path, overwrite: true);
                File.Delete(_tag);
                return;
            }
            catch (Exception lost) when (lost is HttpRequestException or HttpIOException or BrokenOff && ++inVain < MostInVain)
            {
                if (Length > before) inVain = 0;
                await Task.Delay(channel.Pause(inVain + 1), cancellation);
            }
        }
    }

    private long Length => File.Exists(_part) ? new FileInfo(_part).Length : 0;

    /// <returns>The hash that the whole has to have, if the server knows it.</returns>
    private async Task<string?> Attempt(IProgress<long>? progress, CancellationToken cancellation)
    {
        var known = File.Exists(_tag) && Length > 0 ? EntityTagHeaderValue.Parse(await File.ReadAllTextAsync(_tag, cancellation)) : null;
        HttpResponseMessage response;
        try
        {
            response = await channel.Send(() => Request(known), cancellation);
        }
        catch (ApiException whole) when (whole.Status == HttpStatusCode.RequestedRangeNotSatisfiable && known is not null)
        {
            return Hash(known); // all of it was there already
        }

        using (response)
        {
            var goesOn = response.StatusCode == HttpStatusCode.PartialContent;
            var tag = response.Headers.ETag;
            if (!goesOn)
            {
                File.Delete(_part);
                File.Delete(_tag);
            }

            await using (var file = new FileStream(_part, goesOn ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.Read))
            {
                if (tag is { IsWeak: false }) await File.WriteAllTextAsync(_tag, tag.ToString(), cancellation);
                await Copy(response, file, progress, cancellation);
                if (response.Content.Headers.ContentRange?.Length is { } whole && file.Length != whole) throw new BrokenOff();
            }

            return Hash(tag);
        }
    }

    private HttpRequestMessage Request(EntityTagHeaderValue? known)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (known is null) return request;
        request.Headers.Range = new(Length, null);
        request.Headers.IfRange = new(known);
        return request;
    }

    private async Task Copy(HttpResponseMessage response, FileStream file, IProgress<long>? progress, CancellationToken cancellation)
    {
        var expected = file.Length + response.Content.Headers.ContentLength;
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        var piece = new byte[1 << 16];
        while (true)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(channel.Options.Silence);
            int read;
            try
            {
                read = await stream.ReadAsync(piece, patience.Token);
            }
            catch (Exception lost) when (lost is IOException or OperationCanceledException && !cancellation.IsCancellationRequested)
            {
                throw new BrokenOff(lost);
            }

            if (read == 0) break;
            await file.WriteAsync(piece.AsMemory(0, read), cancellation);
            progress?.Report(file.Length);
        }

        if (expected is { } all && file.Length != all) throw new BrokenOff();
    }

    private async Task Check(string hash, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(_part);
        var came = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation));
        if (came == hash) return;
        file.Close();
        File.Delete(_part);
        File.Delete(_tag);
        throw new IOException($"{path} came other than the server described it: its hash is {came}, not {hash}. Nothing was kept; download it again.");
    }

    private static string? Hash(EntityTagHeaderValue? tag) => tag is { IsWeak: false, Tag: { Length: 66 } text } && text[1..^1].All(char.IsAsciiHexDigitLower) ? text[1..^1] : null;

    private sealed class BrokenOff(Exception? inner = null) : Exception("The download broke off.", inner);
}
