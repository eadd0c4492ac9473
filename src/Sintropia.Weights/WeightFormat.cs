namespace Sintropia.Weights;

/// <summary>How a file keeps its tensors.</summary>
public enum WeightFormat
{
    /// <summary>github.com/huggingface/safetensors: a JSON header and the numbers.</summary>
    Safetensors,

    /// <summary>A zip file of torch.save (PyTorch 1.6 and later): a pickle and the numbers of each storage.</summary>
    PyTorchZip,
}
