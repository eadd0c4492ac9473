using System.Runtime.InteropServices;
using TorchDeviceType = TorchSharp.DeviceType;

namespace Sintropia.Tensors.TorchSharp;

/// <summary>The native part, which comes in packages of its own and may be missing.</summary>
internal static class Libtorch
{
    private static readonly Lazy<bool> s_loads = new(Load);

    /// <summary>Whether it loads.</summary>
    public static bool Loads => s_loads.Value;

    /// <summary>The device that a choice means on this machine.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static TorchDevice Resolve(TorchDevice wanted)
    {
        if (!Loads)
            throw new InvalidOperationException(
                $"libtorch, the native part of torch, does not load here, so that nothing can compute on device {wanted}. Add one of the packages TorchSharp-cpu, TorchSharp-cuda-linux and "
                + "TorchSharp-cuda-windows to the program that runs, of the version that TorchSharp has, or stay with the managed backend, which needs none.");
        if (wanted == TorchDevice.Cpu)
        {
            Torch.InitializeDeviceType(TorchDeviceType.CPU);
            return wanted;
        }

        var count = Torch.cuda.is_available() ? Torch.cuda.device_count() : 0;
        if (wanted.IsAuto) return count > 0 ? TorchDevice.Cuda(0) : Resolve(TorchDevice.Cpu);
        if (count == 0)
            throw new InvalidOperationException(
                $"Device {wanted} was asked for, and libtorch sees no CUDA device. Check the driver with `nvidia-smi` and that the program has the package TorchSharp-cuda-linux or "
                + "TorchSharp-cuda-windows, or use cpu or auto.");
        if (wanted.Index >= count)
            throw new InvalidOperationException($"Device {wanted} was asked for, and libtorch sees {count} CUDA device{(count > 1 ? "s" : "")}, numbered from 0. Use cuda:{count - 1} or less, or auto.");
        return wanted;
    }

    // As the package does it, but silently: when it fails itself, it prints pages to the console. What LibTorchSharp needs is loaded first, CUDA before all, so that torch finds it when it first looks.
    private static bool Load()
    {
        if (!Environment.Is64BitProcess) return false;

        var assembly = typeof(Torch).Assembly;
        foreach (var needed in new[] { "torch_cuda", "torch_cpu" }) NativeLibrary.TryLoad(needed, assembly, null, out _); // one of them may be missing, or found in another way
        return NativeLibrary.TryLoad("LibTorchSharp", assembly, null, out _);
    }
}
