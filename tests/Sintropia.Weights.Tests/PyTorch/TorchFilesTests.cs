using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Sintropia.Weights.PyTorch;
using Sintropia.Weights.Safetensors;

namespace Sintropia.Weights.Tests.PyTorch;

/// <summary>Files that a real torch.save writes, where one is installed (Debian: python3-torch).</summary>
public sealed class TorchFilesTests : IDisposable
{
    // Saves what checkpoints hold in practice and says what it holds: names, types, shapes and values as PyTorch itself gives them.
    private const string Program = """
        import sys, json, argparse, collections
        try:
            import torch
        except ImportError:
            sys.exit(77)
        folder = sys.argv[1]
        torch.manual_seed(7)

        class Net(torch.nn.Module):
            def __init__(self):
                super().__init__()
                self.embed = torch.nn.Embedding(11, 6)
                self.encoder = torch.nn.TransformerEncoder(torch.nn.TransformerEncoderLayer(6, 2, 9), 2)
                self.norm = torch.nn.BatchNorm1d(6)
                self.head = torch.nn.Linear(6, 11, bias=False)
                self.head.weight = self.embed.weight

        net = Net()
        optimizer = torch.optim.AdamW(net.parameters(), lr=1e-3)
        net.head(net.norm(net.encoder(net.embed(torch.arange(5)).unsqueeze(0))[0])).sum().backward()
        optimizer.step()
        base = torch.arange(24.0).reshape(2, 3, 4)
        types = [torch.float32, torch.float64, torch.float16, torch.bfloat16, torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8, torch.bool]
        cases = {
            'state_dict': net.state_dict(),
            'parameters': dict(net.named_parameters()),
            'types': {str(t): (torch.arange(-3, 4) if t not in (torch.uint8, torch.bool) else torch.arange(7)).to(t) for t in types},
            'views': {'whole': base, 'turned': base.permute(2, 0, 1), 'slice': base[:, 1:, ::2], 'row': base[1, 2], 'scalar': base[1, 2, 3], 'expanded': base[:1].expand(5, 3, 4), 'empty': base[:0], 'lines': base.t if False else base[0].t()},
            'nested': {'model': {'w': torch.ones(2), 'list': [torch.zeros(1), (torch.ones(1), None, 'text')]}, 3: torch.full((2, 2), 5.0), 'size': torch.Size([3, 4]), 'device': torch.device('cpu'), 'dtype': torch.float16,
                       'bytes': b'\x00\xff', 'set': {1}, 'large': 2 ** 63 + 1, 'negative': -2 ** 40, 'float': 0.1, 'flag': True},
            'one': torch.arange(3),
            'parameter': torch.nn.Parameter(torch.ones(3, 2)),
            'many': collections.OrderedDict((f'layer.{i}.weight', torch.full((3,), float(i))) for i in range(300)),
            'random': {'rng': torch.get_rng_state()},
            'optimizer': {'optimizer': optimizer.state_dict(), 'epoch': 4, 'loss': [0.5, 0.25]},
        }
        cases['attributes'] = {'x': torch.ones(2)}
        cases['attributes']['x'].note = 'kept by Python'

        def tensors(value, path):
            if isinstance(value, torch.Tensor):
                kind = value.dtype
                flat = value.detach().contiguous().flatten()
                return {'/'.join(path) or 'tensor': {'dtype': str(kind), 'shape': list(value.shape), 'values': flat.double().tolist()}}
            found = {}
            items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, (list, tuple)) else []
            for key, inner in items: found.update(tensors(inner, path + [str(key)]))
            return found

        expected = {}
        for name, case in cases.items():
            for protocol in (2, 4):
                torch.save(case, f'{folder}/{name}.{protocol}.pt', pickle_protocol=protocol)
                expected[f'{name}.{protocol}'] = tensors(case, [])
        torch.save({'args': argparse.Namespace(lr=1), 'w': torch.ones(2)}, f'{folder}/namespace.pt')
        torch.save(net, f'{folder}/module.pt')
        torch.save({'w': torch.ones(2)}, f'{folder}/legacy.pt', _use_new_zipfile_serialization=False)
        torch.jit.script(torch.nn.Linear(2, 2)).save(f'{folder}/script.pt')
        json.dump(expected, open(f'{folder}/expected.json', 'w'))
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Files_of_torch_save_hold_what_PyTorch_says_they_hold()
    {
        await Save();
        using var expected = JsonDocument.Parse(File.ReadAllText(_folder["expected.json"]));
        Assert.Equal(22, expected.RootElement.EnumerateObject().Count());
        foreach (var saved in expected.RootElement.EnumerateObject())
        {
            using var file = WeightFile.Open(_folder[saved.Name + ".pt"]);
            Assert.Equal(saved.Value.EnumerateObject().Select(t => t.Name), file.Tensors.Select(t => t.Name));
            foreach (var tensor in saved.Value.EnumerateObject()) Same(tensor.Value, file[tensor.Name], $"{saved.Name}: {tensor.Name}");
        }

        using var nested = WeightFile.Open(_folder["nested.2.pt"]);
        Assert.Equal(("0.1", "text", "torch.float16"), (nested.Root!["float"].ToString(), nested.Root["model"]["list"].Items[1].Items[2].Text, nested.Root["dtype"].ToString()));
        Assert.Equal(((Int128)1 << 63) + 1, nested.Root["large"].Integer);

        // The whole way: what PyTorch saved, as safetensors, and back.
        using var state = WeightFile.Open(_folder["views.4.pt"]);
        SafetensorsWriter.Write(_folder["views.safetensors"], state.Tensors);
        using var again = WeightFile.Open(_folder["views.safetensors"]);
        foreach (var tensor in state.Tensors) Assert.Equal(tensor.ToFloats(), again[tensor.Name].Floats.ToArray());
    }

    [Fact]
    public async Task What_PyTorch_files_hold_beyond_tensors_is_refused_by_name()
    {
        await Save();

        Assert.Contains("'argparse.Namespace'", Refused("namespace.pt"));
        Assert.Contains("'__main__.Net', 'torch.nn.modules.sparse.Embedding'", Refused("module.pt"));
        Assert.Contains("before PyTorch 1.6", Refused("legacy.pt"));
        Assert.Contains("TorchScript", Refused("script.pt"));

        using var skipped = WeightFile.Open(_folder["namespace.pt"], new() { UnknownObjects = UnknownObjects.Skip });
        Assert.Equal((NodeKind.Opaque, "argparse.Namespace"), (skipped.Root!["args"].Kind, skipped.Root["args"].ClassName));
        Assert.Equal([1f, 1f], skipped["w"].ToFloats());
        using var module = WeightFile.Open(_folder["module.pt"], new() { UnknownObjects = UnknownObjects.Skip });
        Assert.Equal("__main__.Net", module.Root!.ClassName);
        Assert.Empty(module.Tensors);
    }

    private static void Same(JsonElement expected, WeightTensor tensor, string name)
    {
        var type = expected.GetProperty("dtype").GetString() switch
        {
            "torch.float32" => ElementType.F32, "torch.float64" => ElementType.F64, "torch.float16" => ElementType.F16, "torch.bfloat16" => ElementType.BF16, "torch.int64" => ElementType.I64,
            "torch.int32" => ElementType.I32, "torch.int16" => ElementType.I16, "torch.int8" => ElementType.I8, "torch.uint8" => ElementType.U8, "torch.bool" => ElementType.Bool, var other => throw new ArgumentException(other),
        };
        Assert.Equal((name, type), (name, tensor.ElementType));
        Assert.Equal(expected.GetProperty("shape").EnumerateArray().Select(e => e.GetInt64()), tensor.Shape);
        Assert.Equal(expected.GetProperty("values").EnumerateArray().Select(e => e.GetDouble()), tensor.ToDoubles());
    }

    private string Refused(string name) => Assert.Throws<WeightsException>(() => WeightFile.Open(_folder[name])).Message;

    private async Task Save()
    {
        await File.WriteAllTextAsync(_folder["save.py"], Program);

        // Debian's torch belongs to its own Python, which need not be the first on the path.
        foreach (var python in new[] { "/usr/bin/python3", "python3" })
        {
            if (await Run(python) is not { } code || code == 77) continue;
            Assert.Equal(0, code);
            return;
        }

        Assert.Skip("Skipped: no Python here has torch, so that no file of a real torch.save was read (Debian: apt-get install python3-torch).");
    }

    private async Task<int?> Run(string python)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, [_folder["save.py"], _folder.Root]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            if (process.ExitCode is not (0 or 77)) Assert.Fail($"{await output}\n{await error}");
            return process.ExitCode;
        }
        catch (Win32Exception)
        {
            return null; // no such program
        }
    }
}
